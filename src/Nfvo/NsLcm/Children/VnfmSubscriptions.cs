using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>
/// Keeps, for each tenant that has VNFs, a subscription to the ends of VNF operations at each VNFM that has them (SOL003 §5.4.18): made before it is needed for the second time, looked after, made anew when the VNFM lost
/// it. The VNFM logs in at the callback with a password of its own for each tenant.
/// </summary>
internal sealed partial class VnfmSubscriptions : BackgroundLoop
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private readonly IDocumentStore store;
    private readonly VnfmDirectory vnfms;
    private readonly ServiceAddress address;
    private readonly ILogger<VnfmSubscriptions> logger;
    private readonly ConcurrentDictionary<(TenantId Tenant, string? VnfmId), bool> wanted = new();
    private readonly ConcurrentDictionary<(TenantId Tenant, string? VnfmId), string> hashes = new();

    public VnfmSubscriptions(IDocumentStore store, VnfmDirectory vnfms, ServiceAddress address, BackgroundLoopRegistry registry, TimeProvider time, ILogger<VnfmSubscriptions> logger)
        : base("nfvo.vnfm-subscriptions", registry, time, logger)
    {
        this.store = store;
        this.vnfms = vnfms;
        this.address = address;
        this.logger = logger;
    }

    /// <summary>A tenant has VNFs at a VNFM (null: the house's own): its operations are subscribed to, if they are not yet.</summary>
    public void Want(TenantId tenant, string? vnfmId)
    {
        if (wanted.TryAdd((tenant, vnfmId), true))
        {
            Wake();
        }
    }

    /// <summary>Whether this is the password that was given to a VNFM for a tenant.</summary>
    public async Task<bool> IsVnfmAsync(TenantId tenant, string? vnfmId, string password, CancellationToken cancellationToken)
    {
        var hash = HashOf(password);
        if (hashes.TryGetValue((tenant, vnfmId), out var known) && IsSame(known, hash))
        {
            return true;
        }
        // Another process of the NFVO may have made the subscription anew.
        var stored = (await store.GetAsync(NsCollections.VnfmSubscriptions, tenant, IdOf(vnfmId), cancellationToken))?.Value.PasswordHash;
        if (stored is null || !IsSame(stored, hash))
        {
            return false;
        }
        hashes[(tenant, vnfmId)] = stored;
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
                wanted.TryAdd((known.Tenant, known.Id == Own ? null : known.Id[(Own.Length + 1)..]), true);
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        // Those of other makers last: one that is away keeps no other from its subscription.
        foreach (var (tenant, vnfmId) in wanted.Keys.OrderBy(w => w.VnfmId is not null))
        {
            using var scope = TenantContext.Use(tenant);
            try
            {
                if (await vnfms.FindAsync(tenant, vnfmId, cancellationToken) is { } vnfm)
                {
                    await EnsureAsync(tenant, vnfm, cancellationToken);
                    continue;
                }
                wanted.TryRemove((tenant, vnfmId), out _);
                hashes.TryRemove((tenant, vnfmId), out _);
                (await store.CommitAsync(new WriteBatch().Delete(NsCollections.VnfmSubscriptions, tenant, IdOf(vnfmId)), cancellationToken)).ThrowIfConflict();
            }
            catch (Exception silent) when (vnfmId is not null && silent is SolRequestException or VnfmUnknownException or ServiceUnavailableException)
            {
                Log.Silent(logger, vnfmId!, tenant.Value, silent.Message);
            }
        }
        return LookEvery;
    }

    private const string Own = "vnflcm";

    private static string IdOf(string? vnfmId) => vnfmId is null ? Own : $"{Own}.{vnfmId}";

    private static string HashOf(string password) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)));

    private static bool IsSame(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b));

    private async Task EnsureAsync(TenantId tenant, VnfmHandle of, CancellationToken cancellationToken)
    {
        var vnfm = of.Client;
        var id = IdOf(of.Id);
        var callback = $"{address.Root}{VnfmCallbackEndpoints.Path}/{tenant.Value}{(of.Id is null ? "" : "/" + of.Id)}";
        var stored = await store.GetAsync(NsCollections.VnfmSubscriptions, tenant, id, cancellationToken);
        if (stored?.Value.SubscriptionId is { } existing && stored.Value.CallbackUri == callback && await vnfm.GetSubscriptionAsync(existing, cancellationToken) is not null)
        {
            return;
        }
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var next = new VnfmSubscription { CallbackUri = callback, PasswordHash = HashOf(password) };
        // Before it is told: the VNFM tests the callback while it makes the subscription.
        var batch = new WriteBatch();
        _ = stored is null ? batch.Insert(NsCollections.VnfmSubscriptions, tenant, id, next) : batch.Replace(NsCollections.VnfmSubscriptions, stored, next);
        if (!(await store.CommitAsync(batch, cancellationToken)).Ok)
        {
            // Another process of the NFVO is about it.
            return;
        }
        hashes[(tenant, of.Id)] = next.PasswordHash;
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
            Log.Refused(logger, of.Name, tenant.Value, callback, refused.Problem?.Detail ?? refused.Message);
            return;
        }
        var written = stored is null ? 1 : stored.Version + 1;
        if (!(await store.CommitAsync(new WriteBatch().Replace(NsCollections.VnfmSubscriptions, tenant, id, written, next with { SubscriptionId = made }), cancellationToken)).Ok)
        {
            // Another process of the NFVO made one as well: its password counts.
            hashes.TryRemove((tenant, of.Id), out _);
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
        foreach (var other in stale)
        {
            await vnfm.UnsubscribeAsync(other, cancellationToken);
        }
        Log.Made(logger, made, tenant.Value, of.Name, callback);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Subscription {Subscription} to the VNF operations of tenant {Tenant} was made at {Vnfm}; they come to {Callback}")]
        public static partial void Made(ILogger logger, string subscription, string tenant, string vnfm, string callback);

        [LoggerMessage(2, LogLevel.Warning, "Notifications are refused: {Vnfm} will not notify tenant {Tenant} at {Callback}: {Detail} Until it does, the NFVO learns of the ends of VNF operations from the event bus or by asking")]
        public static partial void Refused(ILogger logger, string vnfm, string tenant, string callback, string detail);

        [LoggerMessage(3, LogLevel.Warning, "The VNFM {Vnfm} of tenant {Tenant} could not be subscribed to: {Reason} It is tried again; ends of its operations are asked for meanwhile")]
        public static partial void Silent(ILogger logger, string vnfm, string tenant, string reason);
    }
}
