using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VrQan;

/// <summary>A quota that applies to the consumer is available (SOL003 §11.5.2.4).</summary>
public sealed record VrQuotaAvailNotification
{
    /// <summary>Value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "VrQuotaAvailNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant of the notification.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>Identifier of the infrastructure resource group that has the quota.</summary>
    public required string ResourceGroupId { get; init; }

    /// <summary>The VIM that holds the quota (direct mode).</summary>
    public VimConnectionInfo? VimConnectionInfo { get; init; }

    /// <summary>The manager of the resources (indirect mode).</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required QuotaAvailLinks Links { get; init; }
}
