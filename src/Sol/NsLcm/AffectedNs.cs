namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected NS (SOL005 §6.5).</summary>
public sealed record AffectedNs
{
    /// <summary>Identifier of the NS instance.</summary>
    public required string NsInstanceId { get; init; }

    /// <summary>Identifier of the NSD.</summary>
    public required string NsdId { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedNsChangeType ChangeType { get; init; }

    /// <summary>Change result.</summary>
    public required AffectedNsChangeResult ChangeResult { get; init; }

    /// <summary>Changed information.</summary>
    public AffectedNsChangedInfo? ChangedInfo { get; init; }
}
