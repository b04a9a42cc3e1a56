using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer3 protocol data routing information bgp routing (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer3ProtocolDataRoutingInfoBgpRouting
{
    /// <summary>Bgp as.</summary>
    public required IReadOnlyDictionary<string, JsonElement> BgpAs { get; init; }

    /// <summary>Bgp neighbour.</summary>
    public string? BgpNeighbour { get; init; }

    /// <summary>Bgp additional param.</summary>
    public IReadOnlyDictionary<string, JsonElement>? BgpAdditionalParam { get; init; }
}
