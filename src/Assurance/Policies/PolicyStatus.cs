using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Assurance.Policies;

/// <summary>
/// What a policy is doing, one document per policy beside it. It is written in the same batch as the decision, with the version that was read: that is what allows
/// at most one open decision per policy, whichever process decides. Times are on the clock of the samples.
/// </summary>
public sealed record PolicyStatus
{
    /// <summary>The policy.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The decision that is being carried out; null when there is none.</summary>
    public string? OpenDecisionId { get; init; }

    /// <summary>Nothing is decided before this time.</summary>
    public DateTimeOffset? CooldownUntil { get; init; }

    /// <summary>The direction in which nothing more can be had.</summary>
    public ScaleType? LimitDirection { get; init; }

    /// <summary>When that direction is tried again.</summary>
    public DateTimeOffset? LimitUntil { get; init; }

    /// <summary>Why nothing more can be had, for a person.</summary>
    public string? LimitReason { get; init; }

    /// <summary>The last closed decision.</summary>
    public string? LastDecisionId { get; init; }
}
