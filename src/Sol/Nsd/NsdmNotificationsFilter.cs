namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Nsdm notifications filter (SOL005 §5.5).</summary>
public sealed record NsdmNotificationsFilter
{
    /// <summary>Notification types.</summary>
    public IReadOnlyList<NotificationType>? NotificationTypes { get; init; }

    /// <summary>Identifier of the NSD information.</summary>
    public IReadOnlyList<string>? NsdInfoId { get; init; }

    /// <summary>Identifier of the NSD.</summary>
    public IReadOnlyList<string>? NsdId { get; init; }

    /// <summary>NSD name.</summary>
    public IReadOnlyList<string>? NsdName { get; init; }

    /// <summary>NSD version.</summary>
    public IReadOnlyList<string>? NsdVersion { get; init; }

    /// <summary>NSD designer.</summary>
    public IReadOnlyList<string>? NsdDesigner { get; init; }

    /// <summary>Identifier of the NSD invariant.</summary>
    public IReadOnlyList<string>? NsdInvariantId { get; init; }

    /// <summary>Identifiers: VNF package.</summary>
    public IReadOnlyList<string>? VnfPkgIds { get; init; }

    /// <summary>Identifiers: PNFD information.</summary>
    public IReadOnlyList<string>? PnfdInfoIds { get; init; }

    /// <summary>Identifiers: nested NSD information.</summary>
    public IReadOnlyList<string>? NestedNsdInfoIds { get; init; }

    /// <summary>NSD onboarding state.</summary>
    public IReadOnlyList<NsdOnboardingStateType>? NsdOnboardingState { get; init; }

    /// <summary>NSD operational state.</summary>
    public IReadOnlyList<NsdOperationalStateType>? NsdOperationalState { get; init; }

    /// <summary>NSD usage state.</summary>
    public IReadOnlyList<NsdUsageStateType>? NsdUsageState { get; init; }

    /// <summary>Identifier of the PNFD.</summary>
    public IReadOnlyList<string>? PnfdId { get; init; }

    /// <summary>PNFD name.</summary>
    public IReadOnlyList<string>? PnfdName { get; init; }

    /// <summary>PNFD version.</summary>
    public IReadOnlyList<string>? PnfdVersion { get; init; }

    /// <summary>PNFD provider.</summary>
    public IReadOnlyList<string>? PnfdProvider { get; init; }

    /// <summary>Identifier of the PNFD invariant.</summary>
    public IReadOnlyList<string>? PnfdInvariantId { get; init; }

    /// <summary>PNFD onboarding state.</summary>
    public IReadOnlyList<PnfdOnboardingStateType>? PnfdOnboardingState { get; init; }

    /// <summary>PNFD usage state.</summary>
    public IReadOnlyList<PnfdUsageStateType>? PnfdUsageState { get; init; }
}
