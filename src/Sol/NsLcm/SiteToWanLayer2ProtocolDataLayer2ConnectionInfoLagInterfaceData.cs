using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer2 protocol data layer2 connection information lag interface data (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer2ProtocolDataLayer2ConnectionInfoLagInterfaceData
{
    /// <summary>Aggregated endpoints.</summary>
    public required IReadOnlyList<string> AggregatedEndpoints { get; init; }

    /// <summary>Whether: lacp activation.</summary>
    public required bool LacpActivation { get; init; }

    /// <summary>Lacp config.</summary>
    public required IReadOnlyDictionary<string, JsonElement> LacpConfig { get; init; }
}
