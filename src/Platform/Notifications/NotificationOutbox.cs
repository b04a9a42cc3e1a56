using System.Diagnostics;
using System.Text.Json;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>See <see cref="INotificationOutbox"/>.</summary>
internal sealed class NotificationOutbox(TimeProvider time) : INotificationOutbox
{
    /// <inheritdoc/>
    public void Add(WriteBatch batch, NotificationDraft draft)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(draft);
        var now = time.GetUtcNow();
        var message = new OutboxMessage
        {
            Api = draft.Api,
            InstanceId = draft.InstanceId,
            NotificationType = draft.NotificationType,
            Facts = draft.Facts,
            Body = draft.Body,
            Topic = draft.Topic,
            At = now,
            Traceparent = Activity.Current?.Id,
        };
        batch.Enqueue(new WorkItem
        {
            Queue = NotificationCollections.OutboxQueue,
            Id = Guid.CreateVersion7(now).ToString(),
            Tenant = draft.Tenant,
            Group = draft.Tenant.Value,
            OrderKey = $"{draft.Api}/{draft.InstanceId}",
            DueAt = now,
            Payload = JsonSerializer.Serialize(message, NotificationJsonContext.Default.OutboxMessage),
        });
    }
}
