using System.Text.Json.Nodes;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>A notification that could not be delivered to one subscription.</summary>
public sealed record DeadLetter
{
    /// <summary>UUIDv7.</summary>
    public required string Id { get; init; }

    /// <summary>To whom it should have gone.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The API, for example <c>vnflcm</c>.</summary>
    public required string Api { get; init; }

    /// <summary>The instance it is about.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Id of the notification.</summary>
    public required string NotificationId { get; init; }

    /// <summary>For example <c>VnfLcmOperationOccurrenceNotification</c>.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Its number in the order of this subscription and instance; kept on replay.</summary>
    public required long SequenceNumber { get; init; }

    /// <summary>Where it was sent.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>The notification without what is added at delivery.</summary>
    public required JsonObject Body { get; init; }

    /// <summary>Why it was given up: the last failure.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was ready for delivery.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset GivenUpAt { get; init; }
}
