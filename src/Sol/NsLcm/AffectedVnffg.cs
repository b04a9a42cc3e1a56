namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected VNFFG (SOL005 §6.5).</summary>
public sealed record AffectedVnffg
{
    /// <summary>Identifier of the VNFFG instance.</summary>
    public required string VnffgInstanceId { get; init; }

    /// <summary>Identifier of the VNFFGD.</summary>
    public required string VnffgdId { get; init; }

    /// <summary>Change type.</summary>
    public AffectedVnffgChangeType? ChangeType { get; init; }

    /// <summary>Change result.</summary>
    public ChangeResult? ChangeResult { get; init; }
}
