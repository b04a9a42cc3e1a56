namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Written with every change of a subscription: its document version tells other processes that their index is out of date.</summary>
/// <param name="ChangedAt">Time of the last change.</param>
public sealed record SubscriptionEpoch(DateTimeOffset ChangedAt);
