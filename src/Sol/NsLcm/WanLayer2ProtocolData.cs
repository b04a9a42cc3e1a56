namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>WAN layer2 protocol data (SOL005 §6.5).</summary>
public sealed record WanLayer2ProtocolData
{
    /// <summary>MSCS layer2 protocol.</summary>
    public WanLayer2ProtocolDataMscsLayer2Protocol? MscsLayer2Protocol { get; init; }

    /// <summary>Whether it is segment preservation.</summary>
    public required bool IsSegmentPreservation { get; init; }

    /// <summary>Whether it is segment cos preservation.</summary>
    public required bool IsSegmentCosPreservation { get; init; }
}
