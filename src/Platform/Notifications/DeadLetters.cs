using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Notifications that were given up, to be looked at and sent again.</summary>
public sealed class DeadLetters(IDocumentStore store, TimeProvider time)
{
    /// <summary>A page of a tenant's dead letters, oldest first.</summary>
    /// <param name="tenant">The owner.</param>
    /// <param name="subscriptionId">Only those of one subscription; null: all.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<StorePage<DeadLetter>> ListAsync(TenantId tenant, string? subscriptionId, StoreQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (subscriptionId is not null)
        {
            query = query with { Where = new Dictionary<string, string>(query.Where, StringComparer.Ordinal) { ["subscriptionId"] = subscriptionId } };
        }
        return store.QueryAsync(NotificationCollections.DeadLetters, tenant, query, cancellationToken);
    }

    /// <summary>
    /// Sends one again, with its old id and number. Replayed ones keep their order among themselves, in a line of their own, so that the numbers of new notifications have no gap.
    /// </summary>
    /// <returns>False when there is none with that id (or somebody else was faster).</returns>
    public async Task<bool> ReplayAsync(TenantId tenant, string id, CancellationToken cancellationToken)
        => await store.GetAsync(NotificationCollections.DeadLetters, tenant, id, cancellationToken) is { } letter
            && await ReplayAsync(letter, cancellationToken);

    /// <summary>Sends all of a subscription again, in their order.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAllAsync(TenantId tenant, string subscriptionId, CancellationToken cancellationToken)
    {
        var replayed = 0;
        string? after = null;
        do
        {
            var page = await ListAsync(tenant, subscriptionId, new StoreQuery { AfterId = after }, cancellationToken);
            foreach (var letter in page.Items)
            {
                replayed += await ReplayAsync(letter, cancellationToken) ? 1 : 0;
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        return replayed;
    }

    /// <summary>Throws one away.</summary>
    /// <returns>False when there is none with that id.</returns>
    public async Task<bool> DeleteAsync(TenantId tenant, string id, CancellationToken cancellationToken)
        => await store.GetAsync(NotificationCollections.DeadLetters, tenant, id, cancellationToken) is { } letter
            && (await store.CommitAsync(new WriteBatch().Delete(NotificationCollections.DeadLetters, tenant, id, letter.Version), cancellationToken)).Ok;

    private async Task<bool> ReplayAsync(Document<DeadLetter> document, CancellationToken cancellationToken)
    {
        var letter = document.Value;
        var now = time.GetUtcNow();
        var item = OutboxDispatcher.Delivery(document.Tenant, now, new WebhookMessage
        {
            SubscriptionId = letter.SubscriptionId,
            Api = letter.Api,
            InstanceId = letter.InstanceId,
            NotificationId = letter.NotificationId,
            NotificationType = letter.NotificationType,
            Body = letter.Body,
            Since = now,
            SequenceNumber = letter.SequenceNumber,
        });
        var batch = new WriteBatch()
            .Delete(NotificationCollections.DeadLetters, document.Tenant, document.Id, document.Version)
            .Enqueue(item with { OrderKey = $"{item.OrderKey}/replay" });
        return (await store.CommitAsync(batch, cancellationToken)).Ok;
    }
}
