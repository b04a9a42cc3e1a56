namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Add PNF data (SOL005 §6.5).</summary>
public sealed record AddPnfData
{
    /// <summary>Identifier of the PNF.</summary>
    public required string PnfId { get; init; }

    /// <summary>PNF name.</summary>
    public required string PnfName { get; init; }

    /// <summary>Identifier of the PNFD.</summary>
    public required string PnfdId { get; init; }

    /// <summary>Identifier of the PNF profile.</summary>
    public required string PnfProfileId { get; init; }

    /// <summary>CP data.</summary>
    public IReadOnlyList<PnfExtCpData>? CpData { get; init; }
}
