using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Registers outbox, subscriptions and webhooks.</summary>
public static class NotificationServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="INotificationOutbox"/>, <see cref="INotificationSubscriptions"/>, <see cref="DeadLetters"/> and the loops that deliver. The host registers the store, data
    /// protection, and (optional) an <see cref="Messaging.IEventBus"/>.
    /// </summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, Action<NotificationOptions>? configure = null)
    {
        var options = new NotificationOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton(options);
        services.TryAddSingleton(new CallbackUriPolicy(options.Callback));
        foreach (var collection in NotificationCollections.All)
        {
            services.AddSingleton(collection);
        }
        services.AddSingleton<CredentialProtector>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<SubscriptionIndex>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<INotificationOutbox, NotificationOutbox>();
        services.AddSingleton<INotificationSubscriptions, NotificationSubscriptions>();
        services.AddBackgroundLoop<OutboxDispatcher>();
        services.AddBackgroundLoop<WebhookDeliverer>();
        return services;
    }
}
