using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfInd;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Management;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>
/// Subscriptions to the indicators of VNFs at their element managers (SOL002 §8.4.5): made when a VNF is instantiated, looked after, made anew when the other side lost one or another manager is named,
/// ended with the VNF. The other side logs in at the callback with a password of its own for each VNF.
/// </summary>
internal sealed partial class IndicatorSubscriptions(
    IDocumentStore store, ElementManagers managers, ServiceAddress address, VnfmOptions options, TimeProvider clock, ILogger<IndicatorSubscriptions> logger)
{
    /// <summary>Whether this is the password that was given to the element manager of a VNF.</summary>
    public async Task<bool> IsManagerAsync(TenantId tenant, string vnfInstanceId, string password, CancellationToken cancellationToken)
        => await store.GetAsync(IndicatorCollections.Subscriptions, tenant, vnfInstanceId, cancellationToken) is { } stored
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(stored.Value.PasswordHash), Encoding.ASCII.GetBytes(HashOf(password)));

    /// <summary>Makes the subscription of a VNF when it is not there, and looks whether it still is when it is time to.</summary>
    /// <exception cref="SolRequestException">The other side does not answer.</exception>
    public async Task EnsureAsync(TenantId tenant, VnfInstance instance, CancellationToken cancellationToken)
    {
        var root = managers.Find(instance)!.AbsoluteUri;
        var callback = $"{address.Root}{IndicatorCallbackEndpoints.Path}/{tenant.Value}/{instance.Id}";
        var now = clock.GetUtcNow();
        var stored = await store.GetAsync(IndicatorCollections.Subscriptions, tenant, instance.Id, cancellationToken);
        var same = stored is not null && stored.Value.ManagerUri == root && stored.Value.CallbackUri == callback;
        if (same && stored!.Value.LookAt > now)
        {
            return;
        }
        var client = Client(instance);
        if (same && stored!.Value.SubscriptionId is { } existing && await client.GetSubscriptionAsync(existing, cancellationToken) is not null)
        {
            await store.CommitAsync(new WriteBatch().Replace(IndicatorCollections.Subscriptions, stored, stored.Value with { LookAt = now + options.Indicators.LookAfterSubscriptions }), cancellationToken);
            return;
        }
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var next = new IndicatorSubscription { ManagerUri = root, CallbackUri = callback, PasswordHash = HashOf(password), LookAt = now + options.Indicators.LookAfterSubscriptions };
        // Before it is told: the other side tests the callback while it makes the subscription.
        var batch = new WriteBatch();
        _ = stored is null ? batch.Insert(IndicatorCollections.Subscriptions, tenant, instance.Id, next) : batch.Replace(IndicatorCollections.Subscriptions, stored, next);
        if (!(await store.CommitAsync(batch, cancellationToken)).Ok)
        {
            // Another process is about it.
            return;
        }
        var written = (stored?.Version ?? 0) + 1;
        try
        {
            var made = (await client.SubscribeAsync(
                new VnfIndicatorSubscriptionRequest
                {
                    CallbackUri = callback,
                    Filter = new VnfIndicatorNotificationsFilter { VnfInstanceSubscriptionFilter = new VnfInstanceSubscriptionFilter { VnfInstanceIds = [instance.Id] } },
                    Authentication = new SubscriptionAuthentication
                    {
                        AuthType = [SubscriptionAuthenticationAuthType.BASIC],
                        ParamsBasic = new SubscriptionAuthenticationParamsBasic { UserName = instance.Id, Password = password },
                    },
                },
                cancellationToken)).Resource.Id;
            if (!(await store.CommitAsync(new WriteBatch().Replace(IndicatorCollections.Subscriptions, tenant, instance.Id, written, next with { SubscriptionId = made }), cancellationToken)).Ok)
            {
                // Forgotten meanwhile (terminated), or another process made one as well.
                await client.UnsubscribeAsync(made, cancellationToken);
                return;
            }
            Log.Made(logger, made, instance.Id, root);
        }
        catch (SolRequestException refused) when (!refused.IsTransient && refused.Status is not null)
        {
            var reason = refused.Problem?.Detail ?? refused.Message;
            await store.CommitAsync(new WriteBatch().Replace(IndicatorCollections.Subscriptions, tenant, instance.Id, written, next with { Refusal = reason }), cancellationToken);
            if (stored?.Value.Refusal is null)
            {
                Log.Refused(logger, root, instance.Id, reason);
            }
        }
        catch (SolRequestException)
        {
            // It did not answer: whether it made one is not known. It is asked again at the next turn.
            await store.CommitAsync(new WriteBatch().Replace(IndicatorCollections.Subscriptions, tenant, instance.Id, written, next with { LookAt = now }), cancellationToken);
            throw;
        }
    }

    /// <summary>Ends the subscription of a VNF that is terminated or gone.</summary>
    public async Task EndAsync(TenantId tenant, string vnfInstanceId, VnfInstance? instance, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(IndicatorCollections.Subscriptions, tenant, vnfInstanceId, cancellationToken) is not { } stored)
        {
            return;
        }
        if (stored.Value.SubscriptionId is { } id && instance is not null && managers.Find(instance)?.AbsoluteUri == stored.Value.ManagerUri)
        {
            try
            {
                await Client(instance).UnsubscribeAsync(id, cancellationToken);
            }
            catch (SolRequestException silent)
            {
                // The other side finds its password refused from now on; it has no other harm from a subscription too many.
                Log.NotEnded(logger, id, vnfInstanceId, silent.Message);
            }
        }
        await store.CommitAsync(new WriteBatch().Delete(IndicatorCollections.Subscriptions, tenant, vnfInstanceId, stored.Version), cancellationToken);
    }

    private VnfIndicatorClient Client(VnfInstance instance) => new(managers.Client(instance)!, new SolClientOptions { Timeout = options.Indicators.Timeout });

    private static string HashOf(string password) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Subscription {Subscription} to the indicators of VNF {Instance} was made at {Manager}")]
        public static partial void Made(ILogger logger, string subscription, string instance, string manager);

        [LoggerMessage(2, LogLevel.Warning, "{Manager} does not take a subscription to the indicators of VNF {Instance}: {Reason} Until it does, they are only read; further refusals are not logged")]
        public static partial void Refused(ILogger logger, string manager, string instance, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Subscription {Subscription} to the indicators of VNF {Instance} could not be ended at the element manager ({Reason}); its notifications are refused from now on")]
        public static partial void NotEnded(ILogger logger, string subscription, string instance, string reason);
    }
}
