namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected PNF (SOL005 §6.5).</summary>
public sealed record AffectedPnf
{
    /// <summary>Identifier of the PNF.</summary>
    public required string PnfId { get; init; }

    /// <summary>Identifier of the PNFD.</summary>
    public required string PnfdId { get; init; }

    /// <summary>Identifier of the PNF profile.</summary>
    public required string PnfProfileId { get; init; }

    /// <summary>PNF name.</summary>
    public string? PnfName { get; init; }

    /// <summary>Identifier of the CP instance.</summary>
    public required IReadOnlyList<string> CpInstanceId { get; init; }

    /// <summary>Change type.</summary>
    public AffectedPnfChangeType? ChangeType { get; init; }

    /// <summary>Change result.</summary>
    public ChangeResult? ChangeResult { get; init; }
}
