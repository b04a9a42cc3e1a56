namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Modify PNF data (SOL005 §6.5).</summary>
public sealed record ModifyPnfData
{
    /// <summary>Identifier of the PNF.</summary>
    public required string PnfId { get; init; }

    /// <summary>PNF name.</summary>
    public string? PnfName { get; init; }

    /// <summary>CP data.</summary>
    public IReadOnlyList<PnfExtCpData>? CpData { get; init; }
}
