namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Nested NS location constraint (SOL005 §6.5).</summary>
public sealed record NestedNsLocationConstraint
{
    /// <summary>Identifier of the NS profile.</summary>
    public required string NsProfileId { get; init; }

    /// <summary>Location constraints.</summary>
    public required LocationConstraints LocationConstraints { get; init; }
}
