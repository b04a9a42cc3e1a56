using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>
/// Keeps, for each tenant that has VNFs, a subscription to the ends of VNF operations at the VNFM (SOL003 §5.4.18): made before it is needed for the second time, looked after, made anew when the VNFM lost
/// it. The VNFM logs in at the callback with a password of its own for each tenant.
/// </summary>
internal sealed partial class VnfmSubscriptions : BackgroundLoop
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private readonly IDocumentStore store;
    private readonly VnfLcmClient vnfm;
    private readonly ServiceAddress address;
    private readonly ILogger<VnfmSubscriptions> logger;
    private readonly ConcurrentDictionary<TenantId, bool> wanted = new();
    private readonly ConcurrentDictionary<TenantId, string> hashes = new();

    public VnfmSubscriptions(IDocumentStore store, VnfLcmClient vnfm, ServiceAddress address, BackgroundLoopRegistry registry, TimeProvider time, ILogger<VnfmSubscriptions> logger)
        : base("nfvo.vnfm-subscriptions", registry, time, logger)
    {
        this.store = store;
        this.vnfm = vnfm;
        this.address = address;
        this.logger = logger;
    }

    /// <summary>A tenant has VNFs: its operations are subscribed to, if they are not yet.</summary>
    public void Want(TenantId tenant)
    {
        if (wanted.TryAdd(tenant, true))
        {
            Wake();
        }
    }

    /// <summary>Whether this is the password that was given to the VNFM for a tenant.</summary>
    public async Task<bool> IsVnfmAsync(TenantId tenant, string password, CancellationToken cancellationToken)
    {
        var hash = HashOf(password);
        if (hashes.TryGetValue(tenant, out var known) && IsSame(known, hash))
        {
            return true;
        }
        // Another process of the NFVO may have made the subscription anew.
        var stored = (await store.GetAsync(NsCollections.VnfmSubscriptions, tenant, Id, cancellationToken))?.Value.PasswordHash;
        if (stored is null || !IsSame(stored, hash))
        {
            return false;
        }
        hashes[tenant] = stored;
        return true;
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(NsCollections.VnfmSubscriptions, new StoreQuery { AfterId = after }, cancellationToken);
            foreach (var known in page.Items)
            {
                wanted.TryAdd(known.Tenant, true);
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        foreach (var tenant in wanted.Keys)
        {
            await EnsureAsync(tenant, cancellationToken);
        }
        return LookEvery;
    }

    private const string Id = "vnflcm";

    private static string HashOf(string password) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)));

    private static bool IsSame(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b));

    private async Task EnsureAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        using var scope = TenantContext.Use(tenant);
        var callback = $"{address.Root}{VnfmCallbackEndpoints.Path}/{tenant.Value}";
        var stored = await store.GetAsync(NsCollections.VnfmSubscriptions, tenant, Id, cancellationToken);
        if (stored?.Value.SubscriptionId is { } existing && stored.Value.CallbackUri == callback && await vnfm.GetSubscriptionAsync(existing, cancellationToken) is not null)
        {
            return;
        }
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var next = new VnfmSubscription { CallbackUri = callback, PasswordHash = HashOf(password) };
        // Before it is told: the VNFM tests the callback while it makes the subscription.
        var batch = new WriteBatch();
        _ = stored is null ? batch.Insert(NsCollections.VnfmSubscriptions, tenant, Id, next) : batch.Replace(NsCollections.VnfmSubscriptions, stored, next);
        if (!(await store.CommitAsync(batch, cancellationToken)).Ok)
        {
            // Another process of the NFVO is about it.
            return;
        }
        hashes[tenant] = next.PasswordHash;
        string made;
        try
        {
            made = (await vnfm.SubscribeAsync(
                new LccnSubscriptionRequest
                {
                    CallbackUri = callback,
                    Verbosity = LcmOpOccNotificationVerbosityType.SHORT,
                    Filter = new LifecycleChangeNotificationsFilter
                    {
                        NotificationTypes = [NotificationType.VnfLcmOperationOccurrenceNotification],
                        OperationStates = [LcmOperationStateType.COMPLETED, LcmOperationStateType.FAILED_TEMP, LcmOperationStateType.FAILED, LcmOperationStateType.ROLLED_BACK],
                    },
                    Authentication = new SubscriptionAuthentication
                    {
                        AuthType = [SubscriptionAuthenticationAuthType.BASIC],
                        ParamsBasic = new SubscriptionAuthenticationParamsBasic { UserName = tenant.Value, Password = password },
                    },
                },
                cancellationToken)).Resource.Id;
        }
        catch (SolRequestException refused) when (refused.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Forbidden)
        {
            // It will not take a callback to this address. The NFVO works without it: ends are heard from the event bus, or asked for.
            Log.Refused(logger, tenant.Value, callback, refused.Problem?.Detail ?? refused.Message);
            return;
        }
        var written = stored is null ? 1 : stored.Version + 1;
        if (!(await store.CommitAsync(new WriteBatch().Replace(NsCollections.VnfmSubscriptions, tenant, Id, written, next with { SubscriptionId = made }), cancellationToken)).Ok)
        {
            // Another process of the NFVO made one as well: its password counts.
            hashes.TryRemove(tenant, out _);
            await vnfm.UnsubscribeAsync(made, cancellationToken);
            return;
        }
        // Earlier ones to this address cannot log in any more, also those of a start that did not live to note them.
        var stale = new List<string>();
        await foreach (var other in vnfm.ListSubscriptionsAsync(null, cancellationToken))
        {
            if (other.Id != made && (other.CallbackUri == callback || other.Id == stored?.Value.SubscriptionId))
            {
                stale.Add(other.Id);
            }
        }
        foreach (var id in stale)
        {
            await vnfm.UnsubscribeAsync(id, cancellationToken);
        }
        Log.Made(logger, made, tenant.Value, callback);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Subscription {Subscription} to the VNF operations of tenant {Tenant} was made at the VNFM; they come to {Callback}")]
        public static partial void Made(ILogger logger, string subscription, string tenant, string callback);

        [LoggerMessage(2, LogLevel.Warning, "The VNFM refuses to notify tenant {Tenant} at {Callback}: {Detail} Until it does, the NFVO learns of the ends of VNF operations from the event bus or by asking")]
        public static partial void Refused(ILogger logger, string tenant, string callback, string detail);
    }
}
