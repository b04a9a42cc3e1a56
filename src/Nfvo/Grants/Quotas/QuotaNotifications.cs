using System.Text.Json;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VrQan;

namespace NfvOrchestrator.Nfvo.Grants.Quotas;

/// <summary>
/// Notifications about quotas (SOL003 §11.5.2.4): one was set, or has room for what a refused grant lacked. Stored with the change of the ledger that caused them; a quota is told of once in a transaction.
/// </summary>
internal static class QuotaNotifications
{
    /// <summary>Adds the notifications that follow from a transaction to it.</summary>
    public static void AddTo(LedgerTransaction transaction, INotificationOutbox outbox)
    {
        var (capacity, available) = transaction.State.Capacity.TakeAvailable();
        if (available.Count > 0)
        {
            transaction.Set(capacity);
        }
        foreach (var quota in available.Concat(transaction.QuotasSet).GroupBy(q => (q.VimId, q.Tenant)))
        {
            outbox.Add(transaction.Also, Of(quota.Key.VimId, new TenantId(quota.Key.Tenant), [.. quota.SelectMany(q => q.Dimensions).Select(TypeOf).Distinct()], transaction.Now));
        }
    }

    /// <summary>A subscription filter as alternatives over the facts.</summary>
    /// <exception cref="SolProblemException">422: the filter asks for what there is only in indirect mode.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(VrQuotaAvailNotificationsFilter? filter)
    {
        if (filter?.ResourceProviderIds is { Count: > 0 })
        {
            throw SolProblem.Unprocessable("The filter names 'resourceProviderIds', which exist in indirect mode only. This NFVO grants in direct mode: filter by 'vimIds'.").ToException();
        }
        var one = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        Add("vimIds", filter?.VimIds);
        Add("resourceTypes", filter?.ResourceTypes?.Select(t => t.ToString()));
        Add("resourceGroupIds", filter?.ResourceGroupIds);
        return one.Count == 0 ? [] : [one];

        void Add(string name, IEnumerable<string>? values)
        {
            if (values?.ToList() is { Count: > 0 } list)
            {
                one[name] = list;
            }
        }
    }

    private static NotificationDraft Of(string vimId, TenantId tenant, IReadOnlyList<VrQuotaResourceType> types, DateTimeOffset now) => new()
    {
        Tenant = tenant,
        Api = SolApi.VrQan.Name,
        InstanceId = vimId,
        NotificationType = VrQuotaAvailNotification.TypeName,
        Facts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["vimIds"] = [vimId],
            ["resourceTypes"] = [.. types.Select(t => t.ToString())],
            ["resourceGroupIds"] = [tenant.Value],
        },
        Body = JsonSerializer.SerializeToNode(
            new VrQuotaAvailNotification
            {
                Id = "",
                NotificationType = VrQuotaAvailNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                // A tenant's share of a VIM account is the resource group of this installation.
                ResourceGroupId = tenant.Value,
                VimConnectionInfo = new VimConnectionInfo { VimId = vimId, VimType = GrantAnswer.VimType },
                Links = new QuotaAvailLinks(),
            },
            VrQanJsonContext.Default.VrQuotaAvailNotification)!.AsObject(),
    };

    private static VrQuotaResourceType TypeOf(ResourceDimension dimension) => dimension switch
    {
        ResourceDimension.StorageGiB or ResourceDimension.LocalDiskGiB => VrQuotaResourceType.STORAGE,
        ResourceDimension.SriovVfs => VrQuotaResourceType.NETWORK,
        _ => VrQuotaResourceType.COMPUTE,
    };
}
