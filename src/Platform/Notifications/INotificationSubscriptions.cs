using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Subscriptions of one tenant to one API, matched through an index of their filters.</summary>
public interface INotificationSubscriptions
{
    /// <summary>Tests the callback endpoint (GET → 204), stores the subscription (secrets encrypted) and makes it effective for later notifications.</summary>
    /// <exception cref="CallbackTestException">The endpoint did not answer 204 (SOL013 §5.9.2: 422).</exception>
    /// <param name="tenant">The owner.</param>
    /// <param name="subscription">With the secret in clear.</param>
    /// <param name="also">Further writes of the same transaction (idempotency record), given what is stored, without the secret.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Document<NotificationSubscription>> CreateAsync(
        TenantId tenant, NotificationSubscription subscription, Action<WriteBatch, NotificationSubscription>? also, CancellationToken cancellationToken);

    /// <summary>Reads one; null when the tenant has none with that id in that API.</summary>
    Task<Document<NotificationSubscription>?> GetAsync(TenantId tenant, string api, string id, CancellationToken cancellationToken);

    /// <summary>Reads a page of the tenant's subscriptions to an API.</summary>
    Task<StorePage<NotificationSubscription>> ListAsync(TenantId tenant, string api, StoreQuery query, CancellationToken cancellationToken);

    /// <summary>Ends a subscription; pending deliveries to it are dropped. False when there is none.</summary>
    Task<bool> DeleteAsync(TenantId tenant, string api, string id, CancellationToken cancellationToken);
}
