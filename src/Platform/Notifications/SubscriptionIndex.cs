using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>
/// All subscriptions of the service in memory. Changes of this process are seen at once; those of others by comparing the version of one document, which
/// is done before every round of matching, so that a subscription is effective for everything stored after it.
/// </summary>
internal sealed class SubscriptionIndex(IDocumentStore store) : IDisposable
{
    /// <summary>The document whose version counts the changes.</summary>
    public const string EpochId = "all";

    private readonly Lock gate = new();
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private Dictionary<(string Tenant, string Api), SubscriptionMatcher> matchers = [];
    private List<Action<Dictionary<(string Tenant, string Api), SubscriptionMatcher>>>? meanwhile;
    private long epoch = -1;

    /// <summary>Brings the index up to date when another process changed something.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            // read before the subscriptions: a change in between is loaded now and, needlessly, once more next time
            var current = (await store.GetAsync(NotificationCollections.Epochs, TenantId.System, EpochId, cancellationToken))?.Version ?? 0;
            if (current != epoch)
            {
                await ReloadAsync(cancellationToken);
                epoch = current;
            }
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>A subscription was stored by this process.</summary>
    public void Set(TenantId tenant, NotificationSubscription subscription) => Change(m => MatcherOf(m, tenant, subscription.Api).Set(subscription));

    /// <summary>A subscription was deleted by this process.</summary>
    public void Remove(TenantId tenant, string api, string id) => Change(m => MatcherOf(m, tenant, api).Remove(id));

    /// <summary>The subscriptions that match a notification.</summary>
    public IReadOnlyCollection<string> Match(TenantId tenant, string api, IReadOnlyDictionary<string, IReadOnlyList<string>> facts)
    {
        lock (gate)
        {
            return matchers.TryGetValue((tenant.Value, api), out var matcher) ? matcher.Match(facts) : [];
        }
    }

    /// <summary>A subscription as stored (secrets encrypted); null: none.</summary>
    public NotificationSubscription? Find(TenantId tenant, string api, string id)
    {
        lock (gate)
        {
            return matchers.TryGetValue((tenant.Value, api), out var matcher) ? matcher.Find(id) : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => refreshing.Dispose();

    private static SubscriptionMatcher MatcherOf(Dictionary<(string Tenant, string Api), SubscriptionMatcher> among, TenantId tenant, string api)
    {
        if (!among.TryGetValue((tenant.Value, api), out var matcher))
        {
            among[(tenant.Value, api)] = matcher = new SubscriptionMatcher();
        }
        return matcher;
    }

    private void Change(Action<Dictionary<(string Tenant, string Api), SubscriptionMatcher>> change)
    {
        lock (gate)
        {
            change(matchers);
            meanwhile?.Add(change);
        }
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            meanwhile = [];
        }
        var loaded = new Dictionary<(string Tenant, string Api), SubscriptionMatcher>();
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(NotificationCollections.Subscriptions, new StoreQuery { AfterId = after, Limit = 1000 }, cancellationToken);
            foreach (var row in page.Items)
            {
                MatcherOf(loaded, row.Tenant, row.Value.Api).Set(row.Value);
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        lock (gate)
        {
            // what this process changed while it read
            foreach (var change in meanwhile!)
            {
                change(loaded);
            }
            meanwhile = null;
            matchers = loaded;
        }
    }
}
