namespace NfvOrchestrator.Sol.VrQan;

/// <summary>Which notifications about quotas a subscriber wants (SOL003 §11.5.3.2): attributes are joined by "and", the values of one by "or".</summary>
public sealed record VrQuotaAvailNotificationsFilter
{
    /// <summary>VIMs that hold the quota.</summary>
    public IReadOnlyList<string>? VimIds { get; init; }

    /// <summary>Managers of resources in indirect mode.</summary>
    public IReadOnlyList<string>? ResourceProviderIds { get; init; }

    /// <summary>Kinds of resources.</summary>
    public IReadOnlyList<VrQuotaResourceType>? ResourceTypes { get; init; }

    /// <summary>Infrastructure resource groups: what a tenant has in an infrastructure domain.</summary>
    public IReadOnlyList<string>? ResourceGroupIds { get; init; }
}
