namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Lifecycle change notifications filter (SOL005 §6.5).</summary>
public sealed record LifecycleChangeNotificationsFilter
{
    /// <summary>NS instance subscription filter.</summary>
    public NsInstanceSubscriptionFilter? NsInstanceSubscriptionFilter { get; init; }

    /// <summary>Notification types.</summary>
    public IReadOnlyList<NotificationType>? NotificationTypes { get; init; }

    /// <summary>Operation types.</summary>
    public IReadOnlyList<NsLcmOpType>? OperationTypes { get; init; }

    /// <summary>Operation states.</summary>
    public IReadOnlyList<NsLcmOperationStateType>? OperationStates { get; init; }

    /// <summary>Identifiers: affected NS instance.</summary>
    public IReadOnlyList<string>? AffectedNsInstanceIds { get; init; }

    /// <summary>NS component types.</summary>
    public IReadOnlyList<NsComponentType>? NsComponentTypes { get; init; }

    /// <summary>LCM operation name impacting NS component.</summary>
    public IReadOnlyList<LcmOpNameForChangeNotificationType>? LcmOpNameImpactingNsComponent { get; init; }

    /// <summary>LCM operation occurrence status impacting NS component.</summary>
    public IReadOnlyList<LcmOpOccStatusForChangeNotificationType>? LcmOpOccStatusImpactingNsComponent { get; init; }
}
