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

    /// <summary>
    /// Whether the VIM keeps the rule as a group of servers; false: its scope is wider than a host (SOL001 §6.10.8: zone, zone group, NFVI-PoP), so that only whoever chooses the zones, by the
    /// placement constraints of the grant request (SOL003 §9.5.3.6), can keep it. A group of the VIM would make of "in the same zone" "on the same host".
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsVimGroup => Scope is not ("ZONE" or "ZONE_GROUP" or "NFVI_POP");

    /// <inheritdoc/>
    public override bool CanBecome(ResourceSpec target) => Equals(target);
}
