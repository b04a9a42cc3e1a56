namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>Servers that belong together, or apart (SOL001 AffinityRule, AntiAffinityRule).</summary>
public sealed record AffinityGroupSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.AffinityGroup;

    /// <summary>True: keep apart; false: keep together.</summary>
    public required bool Anti { get; init; }

    /// <summary>NFVI_NODE, ZONE, ZONE_GROUP or NFVI_POP (SOL003 §4.4.1).</summary>
    public required string Scope { get; init; }

    /// <summary>A rule that is broken rather than refused.</summary>
    public bool BestEffort { get; init; }

    /// <inheritdoc/>
    public override bool CanBecome(ResourceSpec target) => Equals(target);
}
