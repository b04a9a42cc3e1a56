namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Affected VIP CP (SOL003 §5.5).</summary>
public sealed record AffectedVipCp
{
    /// <summary>Identifier of the CP instance.</summary>
    public required string CpInstanceId { get; init; }

    /// <summary>Identifier of the CPD.</summary>
    public required string CpdId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedVipCpChangeType ChangeType { get; init; }
}
