namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>CP pair information (SOL005 §6.5).</summary>
public sealed record CpPairInfo
{
    /// <summary>Identifiers: VNF external CP.</summary>
    public IReadOnlyList<string>? VnfExtCpIds { get; init; }

    /// <summary>Identifiers: PNF external CP.</summary>
    public IReadOnlyList<string>? PnfExtCpIds { get; init; }

    /// <summary>Identifiers: SAP.</summary>
    public IReadOnlyList<string>? SapIds { get; init; }
}
