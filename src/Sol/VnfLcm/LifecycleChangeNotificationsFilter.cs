namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Lifecycle change notifications filter (SOL003 §5.5).</summary>
public sealed record LifecycleChangeNotificationsFilter
{
    /// <summary>VNF instance subscription filter.</summary>
    public VnfInstanceSubscriptionFilter? VnfInstanceSubscriptionFilter { get; init; }

    /// <summary>Notification types.</summary>
    public IReadOnlyList<NotificationType>? NotificationTypes { get; init; }

    /// <summary>Operation types.</summary>
    public IReadOnlyList<LcmOperationType>? OperationTypes { get; init; }

    /// <summary>Operation states.</summary>
    public IReadOnlyList<LcmOperationStateType>? OperationStates { get; init; }
}
