using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer3 protocol data routing information route maps distribution (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer3ProtocolDataRoutingInfoRouteMapsDistribution
{
    /// <summary>Policy.</summary>
    public required SiteToWanLayer3ProtocolDataRoutingInfoRouteMapsDistributionPolicy Policy { get; init; }

    /// <summary>Sequence.</summary>
    public required int Sequence { get; init; }

    /// <summary>Match and set rule.</summary>
    public required IReadOnlyDictionary<string, JsonElement> MatchAndSetRule { get; init; }
}
