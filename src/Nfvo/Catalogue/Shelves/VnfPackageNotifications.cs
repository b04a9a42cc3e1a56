using System.Text.Json;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>Notifications about VNF packages (SOL005 §9.5.2.8, §9.5.2.9) and the facts their subscriptions filter by.</summary>
internal static class VnfPackageNotifications
{
    public static NotificationDraft Onboarded(TenantId tenant, string root, VnfPackageShelf shelf, VnfPkgInfo package, DateTimeOffset now)
        => Draft(tenant, package, VnfPackageOnboardingNotification.TypeName, inUse: false, JsonSerializer.SerializeToNode(
            new VnfPackageOnboardingNotification
            {
                Id = "",
                NotificationType = VnfPackageOnboardingNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                VnfPkgId = package.Id,
                VnfdId = package.VnfdId!,
                VnfmInfo = package.VnfmInfo ?? [],
                Links = Links(root, shelf, package),
            },
            VnfPkgmJsonContext.Default.VnfPackageOnboardingNotification)!);

    public static NotificationDraft Changed(TenantId tenant, string root, VnfPackageShelf shelf, VnfPkgInfo package, PackageChangeType change, bool inUse, DateTimeOffset now)
        => Draft(tenant, package, VnfPackageChangeNotification.TypeName, inUse, JsonSerializer.SerializeToNode(
            new VnfPackageChangeNotification
            {
                Id = "",
                NotificationType = VnfPackageChangeNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                VnfPkgId = package.Id,
                VnfdId = package.VnfdId!,
                ChangeType = change,
                OperationalState = change == PackageChangeType.OP_STATE_CHANGE ? package.OperationalState : null,
                Links = Links(root, shelf, package),
            },
            VnfPkgmJsonContext.Default.VnfPackageChangeNotification)!);

    /// <summary>A subscription filter as alternatives over the facts: products are structures, so each of them is an alternative of its own.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(PkgmNotificationsFilter? filter)
    {
        if (filter is null)
        {
            return [];
        }
        var common = new Conditions()
            .Add("notificationTypes", filter.NotificationTypes?.Select(static t => t.ToString()))
            .Add("vnfdId", filter.VnfdId)
            .Add("vnfPkgId", filter.VnfPkgId)
            .Add("operationalState", filter.OperationalState is { } operational ? [operational.ToString()] : null)
            .Add("usageState", filter.UsageState is { } usage ? [usage.ToString()] : null)
            .Add("vnfmInfo", filter.VnfmInfo);
        return filter.VnfProductsFromProviders is { Count: > 0 } providers
            ? [.. providers.SelectMany(Products).Select(product => product.With(common).Values)]
            : common.Values.Count == 0 ? [] : [common.Values];
    }

    private static IEnumerable<Conditions> Products(VnfProductsFromProvider provider)
    {
        var any = new Conditions().Add("vnfProvider", [provider.VnfProvider]);
        if (provider.VnfProducts is not { Count: > 0 } products)
        {
            return [any];
        }
        return products.SelectMany(product =>
        {
            var one = new Conditions().With(any).Add("vnfProductName", [product.VnfProductName]);
            return product.Versions is { Count: > 0 } versions
                ? versions.Select(version => new Conditions().With(one).Add("vnfSoftwareVersion", [version.VnfSoftwareVersion]).Add("vnfdVersion", version.VnfdVersions))
                : [one];
        });
    }

    private static NotificationDraft Draft(TenantId tenant, VnfPkgInfo package, string type, bool inUse, System.Text.Json.Nodes.JsonNode body) => new()
    {
        Tenant = tenant,
        Api = SolApi.VnfPkgm.Name,
        InstanceId = package.Id,
        NotificationType = type,
        Facts = new Conditions()
            .Add("notificationTypes", [type])
            .Add("vnfdId", [package.VnfdId])
            .Add("vnfPkgId", [package.Id])
            .Add("operationalState", [package.OperationalState.ToString()])
            .Add("usageState", [(inUse ? PackageUsageStateType.IN_USE : PackageUsageStateType.NOT_IN_USE).ToString()])
            .Add("vnfmInfo", package.VnfmInfo)
            .Add("vnfProvider", [package.VnfProvider])
            .Add("vnfProductName", [package.VnfProductName])
            .Add("vnfSoftwareVersion", [package.VnfSoftwareVersion])
            .Add("vnfdVersion", [package.VnfdVersion])
            .Values,
        Body = body.AsObject(),
    };

    private static PkgmLinks Links(string root, VnfPackageShelf shelf, VnfPkgInfo package) => new()
    {
        VnfPackage = new NotificationLink { Href = root + shelf.PathOf(package.Id) },
        VnfPackageByVnfdId = new NotificationLink { Href = $"{root}{shelf.Api.Prefix}/onboarded_vnf_packages/{Uri.EscapeDataString(package.VnfdId!)}" },
        Subscription = new NotificationLink { Href = "" },
    };
}
