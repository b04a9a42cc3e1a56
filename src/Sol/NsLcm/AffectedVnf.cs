namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected VNF (SOL005 §6.5).</summary>
public sealed record AffectedVnf
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>Identifier of the VNF profile.</summary>
    public required string VnfProfileId { get; init; }

    /// <summary>VNF name.</summary>
    public required string VnfName { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedVnfChangeType ChangeType { get; init; }

    /// <summary>Change result.</summary>
    public required ChangeResult ChangeResult { get; init; }

    /// <summary>Changed information.</summary>
    public AffectedVnfChangedInfo? ChangedInfo { get; init; }
}
