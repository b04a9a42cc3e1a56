namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer2 protocol data layer2 connection information WAN segment identifiers (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer2ProtocolDataLayer2ConnectionInfoWanSegmentIds
{
    /// <summary>WAN segment identifier value.</summary>
    public required string WanSegmentIdValue { get; init; }

    /// <summary>WAN segment identifier upper range.</summary>
    public string? WanSegmentIdUpperRange { get; init; }
}
