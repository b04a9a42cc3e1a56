using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>What the notification machinery keeps in the store of its service.</summary>
public static class NotificationCollections
{
    /// <summary>Queue of notifications that wait to be matched with subscriptions.</summary>
    public const string OutboxQueue = "outbox";

    /// <summary>Queue of webhook calls, one item per notification and subscription.</summary>
    public const string WebhookQueue = "webhooks";

    /// <summary>Subscriptions; secrets inside are encrypted.</summary>
    public static DocumentCollection<NotificationSubscription> Subscriptions { get; } = new()
    {
        Name = "subscriptions",
        TypeInfo = NotificationJsonContext.Default.NotificationSubscription,
        IndexedFields = ["api"],
    };

    /// <summary>One document whose version grows with every change of a subscription.</summary>
    public static DocumentCollection<SubscriptionEpoch> Epochs { get; } = new()
    {
        Name = "subscription_epochs",
        TypeInfo = NotificationJsonContext.Default.SubscriptionEpoch,
    };

    /// <summary>Notifications that were given up.</summary>
    public static DocumentCollection<DeadLetter> DeadLetters { get; } = new()
    {
        Name = "dead_letters",
        TypeInfo = NotificationJsonContext.Default.DeadLetter,
        IndexedFields = ["subscriptionId"],
    };

    /// <summary>All of them, to be registered with the store.</summary>
    public static IReadOnlyList<IDocumentCollection> All { get; } = [Subscriptions, Epochs, DeadLetters];
}
