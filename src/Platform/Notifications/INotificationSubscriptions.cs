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

    /// <summary>
    /// Changes where, and with which credentials, the notifications of a <see cref="NotificationSubscription.Direct"/> subscription are delivered: tests the new endpoint, then stores it. What waits
    /// for delivery goes there too. False when there is none.
    /// </summary>
    /// <exception cref="CallbackTestException">The endpoint did not answer 204; nothing was changed.</exception>
    /// <param name="tenant">The owner.</param>
    /// <param name="api">The API.</param>
    /// <param name="id">Of the subscription.</param>
    /// <param name="change">Given the subscription, with its secret in clear; gives it as it shall be.</param>
    /// <param name="also">Further writes of the same transaction.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreConflictException">Somebody else changed it, or what <paramref name="also"/> writes, at the same moment.</exception>
    Task<bool> ChangeAsync(
        TenantId tenant, string api, string id, Func<NotificationSubscription, NotificationSubscription> change, Action<WriteBatch> also, CancellationToken cancellationToken);

    /// <summary>Ends a subscription; pending deliveries to it are dropped. False when there is none.</summary>
    Task<bool> DeleteAsync(TenantId tenant, string api, string id, CancellationToken cancellationToken);

    /// <summary>As <see cref="DeleteAsync(TenantId, string, string, CancellationToken)"/>, with further writes of the same transaction; those are written as well when there is no subscription.</summary>
    /// <returns>False when the batch was refused: somebody else wrote at the same moment.</returns>
    Task<bool> DeleteAsync(TenantId tenant, string api, string id, WriteBatch with, CancellationToken cancellationToken);
}
