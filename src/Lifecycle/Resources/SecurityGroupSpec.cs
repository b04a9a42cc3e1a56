namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>What may reach, and leave, the ports of one connection point (SOL001 §6.10.10 SecurityGroupRule).</summary>
public sealed record SecurityGroupSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.SecurityGroup;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What is let through, without repetition; nothing else is.</summary>
    public required IReadOnlyList<SecurityRuleSpec> Rules { get; init; }
}
