using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>What is particular to the subscriptions of one API.</summary>
/// <typeparam name="TRequest">The request type.</typeparam>
/// <typeparam name="TResource">The resource type.</typeparam>
public sealed record SubscriptionResource<TRequest, TResource>
{
    /// <summary>The API.</summary>
    public required SolApi Api { get; init; }

    /// <summary>How requests are read.</summary>
    public required JsonTypeInfo<TRequest> RequestType { get; init; }

    /// <summary>How resources are written.</summary>
    public required JsonTypeInfo<TResource> ResourceType { get; init; }

    /// <summary>Takes a request apart.</summary>
    public required Func<TRequest, SubscriptionContent> Read { get; init; }

    /// <summary>Makes the resource of what is stored; never with credentials.</summary>
    public required Func<NotificationSubscription, TResource> Render { get; init; }
}
