namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer2 protocol data forwarding config vn segment identifiers (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer2ProtocolDataForwardingConfigVnSegmentIds
{
    /// <summary>Vn segment identifier value.</summary>
    public required string VnSegmentIdValue { get; init; }

    /// <summary>Vn segment identifier upper range.</summary>
    public string? VnSegmentIdUpperRange { get; init; }
}
