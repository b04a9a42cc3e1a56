namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>PNF information (SOL005 §6.5).</summary>
public sealed record PnfInfo
{
    /// <summary>Identifier of the PNF.</summary>
    public required string PnfId { get; init; }

    /// <summary>PNF name.</summary>
    public string? PnfName { get; init; }

    /// <summary>Identifier of the PNFD.</summary>
    public required string PnfdId { get; init; }

    /// <summary>Identifier of the PNFD information.</summary>
    public required string PnfdInfoId { get; init; }

    /// <summary>Identifier of the PNF profile.</summary>
    public required string PnfProfileId { get; init; }

    /// <summary>CP information.</summary>
    public PnfExtCpInfo? CpInfo { get; init; }
}
