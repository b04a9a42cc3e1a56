using System.Text.Json.Nodes;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Payload of an item in the queue <c>webhooks</c>: one notification for one subscription.</summary>
internal sealed record WebhookMessage
{
    public required string SubscriptionId { get; init; }

    public required string Api { get; init; }

    public required string InstanceId { get; init; }

    public required string NotificationId { get; init; }

    public required string NotificationType { get; init; }

    public required JsonObject Body { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>The number it had when it was a dead letter; null: the number of its item.</summary>
    public long? SequenceNumber { get; init; }
}
