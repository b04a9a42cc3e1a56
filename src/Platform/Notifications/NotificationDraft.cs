using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>
/// A notification as the service writes it; <c>id</c>, <c>subscriptionId</c>, <c>_links.subscription</c> and <c>nfvoSequenceNumber</c> are added at delivery.
/// </summary>
public sealed record NotificationDraft
{
    /// <summary>The owner: only the tenant's own subscriptions see it.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The API whose subscriptions may match, for example <c>vnflcm</c>.</summary>
    public required string Api { get; init; }

    /// <summary>The instance it is about: order and sequence numbers are per instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>For example <c>VnfLcmOperationOccurrenceNotification</c>.</summary>
    public required string NotificationType { get; init; }

    /// <summary>
    /// Facts that subscription filters look at: the name of the filter attribute (for example <c>vnfdId</c>, <c>operationState</c>) → values of this notification.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; init; }

    /// <summary>The notification's JSON.</summary>
    public required JsonObject Body { get; init; }

    /// <summary>Also published on this topic of the event bus, with the instance id as key; null: webhooks only.</summary>
    public string? Topic { get; init; }
}
