using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Notifications leave through the outbox: stored with the change that caused them, delivered at least once, in order per instance.</summary>
public interface INotificationOutbox
{
    /// <summary>Adds the notification to the batch of the change.</summary>
    void Add(WriteBatch batch, NotificationDraft draft);
}
