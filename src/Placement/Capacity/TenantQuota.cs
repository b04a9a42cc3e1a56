namespace NfvOrchestrator.Placement.Capacity;

/// <summary>What a tenant may use in a VIM.</summary>
public sealed record TenantQuota
{
    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Most it may use; <see cref="ResourceAmounts.Unlimited"/> in dimensions without a limit (zero means: nothing).</summary>
    public required ResourceAmounts Limit { get; init; }

    /// <summary>What it uses.</summary>
    public required ResourceAmounts Used { get; init; }
}
