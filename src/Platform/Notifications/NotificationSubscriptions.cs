using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>See <see cref="INotificationSubscriptions"/>.</summary>
internal sealed class NotificationSubscriptions(
    IDocumentStore store,
    SubscriptionIndex index,
    WebhookClient client,
    CredentialProtector protector,
    CallbackUriPolicy policy,
    NotificationOptions options,
    TimeProvider time) : INotificationSubscriptions
{
    /// <inheritdoc/>
    public async Task<Document<NotificationSubscription>> CreateAsync(
        TenantId tenant, NotificationSubscription subscription, Action<WriteBatch, NotificationSubscription>? also, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        Require(subscription);
        if (options.TestCallbacks)
        {
            await TestAsync(subscription, cancellationToken);
        }
        var stored = protector.Protect(subscription);
        var batch = new WriteBatch()
            .Insert(NotificationCollections.Subscriptions, tenant, stored.Id, stored)
            .Put(NotificationCollections.Epochs, TenantId.System, SubscriptionIndex.EpochId, new SubscriptionEpoch(time.GetUtcNow()));
        also?.Invoke(batch, CredentialProtector.Redact(stored));
        (await store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        index.Set(tenant, stored);
        return new Document<NotificationSubscription>(tenant, stored.Id, 1, CredentialProtector.Redact(stored));
    }

    /// <inheritdoc/>
    public async Task<Document<NotificationSubscription>?> GetAsync(TenantId tenant, string api, string id, CancellationToken cancellationToken)
    {
        var found = await store.GetAsync(NotificationCollections.Subscriptions, tenant, id, cancellationToken);
        return found is not null && found.Value.Api == api ? found with { Value = CredentialProtector.Redact(found.Value) } : null;
    }

    /// <inheritdoc/>
    public async Task<StorePage<NotificationSubscription>> ListAsync(TenantId tenant, string api, StoreQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var where = new Dictionary<string, string>(query.Where, StringComparer.Ordinal) { ["api"] = api };
        var page = await store.QueryAsync(NotificationCollections.Subscriptions, tenant, query with { Where = where }, cancellationToken);
        return page with { Items = [.. page.Items.Select(static d => d with { Value = CredentialProtector.Redact(d.Value) })] };
    }

    /// <inheritdoc/>
    public async Task<bool> ChangeAsync(
        TenantId tenant, string api, string id, Func<NotificationSubscription, NotificationSubscription> change, Action<WriteBatch> also, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(also);
        var found = await store.GetAsync(NotificationCollections.Subscriptions, tenant, id, cancellationToken);
        if (found is null || found.Value.Api != api)
        {
            return false;
        }
        var changed = change(protector.Unprotect(found.Value));
        Require(changed);
        if (options.TestCallbacks)
        {
            await TestAsync(changed, cancellationToken);
        }
        var stored = protector.Protect(changed);
        var batch = new WriteBatch()
            .Replace(NotificationCollections.Subscriptions, found, stored)
            .Put(NotificationCollections.Epochs, TenantId.System, SubscriptionIndex.EpochId, new SubscriptionEpoch(time.GetUtcNow()));
        also(batch);
        (await store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        index.Set(tenant, stored);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(TenantId tenant, string api, string id, CancellationToken cancellationToken)
        => await GetAsync(tenant, api, id, cancellationToken) is { } found && await EndAsync(tenant, api, id, found.Version, new WriteBatch(), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(TenantId tenant, string api, string id, WriteBatch with, CancellationToken cancellationToken)
        => await GetAsync(tenant, api, id, cancellationToken) is { } found
            ? await EndAsync(tenant, api, id, found.Version, with, cancellationToken)
            : (await store.CommitAsync(with, cancellationToken)).Ok;

    private async Task<bool> EndAsync(TenantId tenant, string api, string id, long version, WriteBatch with, CancellationToken cancellationToken)
    {
        with.Delete(NotificationCollections.Subscriptions, tenant, id, version)
            .Put(NotificationCollections.Epochs, TenantId.System, SubscriptionIndex.EpochId, new SubscriptionEpoch(time.GetUtcNow()));
        if (!(await store.CommitAsync(with, cancellationToken)).Ok)
        {
            // somebody else deleted or changed it first
            return false;
        }
        index.Remove(tenant, api, id);
        return true;
    }

    private void Require(NotificationSubscription subscription)
    {
        if (policy.Check(subscription.CallbackUri) is { } wrong)
        {
            throw new CallbackTestException(wrong);
        }
        var problem = subscription.Credentials switch
        {
            null => null,
            { AuthType: "BASIC", UserName: null or "" } => "authentication type BASIC needs a userName.",
            { AuthType: "OAUTH2_CLIENT_CREDENTIALS", UserName: null or "" } => "authentication type OAUTH2_CLIENT_CREDENTIALS needs a clientId.",
            { AuthType: "OAUTH2_CLIENT_CREDENTIALS" } c => policy.Check(c.TokenEndpoint)?.Replace("callbackUri", "tokenEndpoint", StringComparison.Ordinal),
            { AuthType: "TLS_CERT" } when options.ClientCertificate is null => "authentication type TLS_CERT is not available: this service has no client certificate.",
            { AuthType: "BASIC" or "TLS_CERT" } => null,
            { AuthType: var other } => $"authentication type '{other}' is not known; use BASIC, OAUTH2_CLIENT_CREDENTIALS or TLS_CERT.",
        };
        if (problem is not null)
        {
            throw new CallbackTestException(problem);
        }
    }

    private async Task TestAsync(NotificationSubscription subscription, CancellationToken cancellationToken)
    {
        var result = await client.CallAsync(subscription, static () => new HttpRequestMessage(HttpMethod.Get, (Uri?)null), options.TestTimeout, cancellationToken);
        if (result.Status != 204)
        {
            throw new CallbackTestException(
                $"The test of the callback endpoint failed: GET {subscription.CallbackUri} must answer 204; {result.Failure ?? $"it answered {result.Status}"}. The subscription was not made.");
        }
    }
}
