using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Nsd;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>Notifications about PNFDs (SOL005 §5.5.2.13 to §5.5.2.15); subscriptions to them are those to NSDs.</summary>
internal static class PnfdNotifications
{
    public static NotificationDraft Onboarded(TenantId tenant, string root, PnfdShelf shelf, PnfdInfo pnfd, DateTimeOffset now)
        => Draft(tenant, pnfd, PnfdOnBoardingNotification.TypeName, JsonSerializer.SerializeToNode(
            new PnfdOnBoardingNotification
            {
                Id = "",
                NotificationType = PnfdOnBoardingNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                PnfdInfoId = pnfd.Id,
                PnfdId = pnfd.PnfdId!,
                Links = Links(root, shelf, pnfd),
            },
            NsdJsonContext.Default.PnfdOnBoardingNotification)!);

    public static NotificationDraft Failed(TenantId tenant, string root, PnfdShelf shelf, PnfdInfo pnfd, DateTimeOffset now)
        => Draft(tenant, pnfd, PnfdOnBoardingFailureNotification.TypeName, JsonSerializer.SerializeToNode(
            new PnfdOnBoardingFailureNotification
            {
                Id = "",
                NotificationType = PnfdOnBoardingFailureNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                PnfdInfoId = pnfd.Id,
                PnfdId = pnfd.PnfdId,
                OnboardingFailureDetails = pnfd.OnboardingFailureDetails!,
                Links = Links(root, shelf, pnfd),
            },
            NsdJsonContext.Default.PnfdOnBoardingFailureNotification)!);

    public static NotificationDraft Deleted(TenantId tenant, string root, PnfdShelf shelf, PnfdInfo pnfd, DateTimeOffset now)
        => Draft(tenant, pnfd, PnfdDeletionNotification.TypeName, JsonSerializer.SerializeToNode(
            new PnfdDeletionNotification
            {
                Id = "",
                NotificationType = PnfdDeletionNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                PnfdInfoId = pnfd.Id,
                PnfdId = pnfd.PnfdId!,
                Links = Links(root, shelf, pnfd),
            },
            NsdJsonContext.Default.PnfdDeletionNotification)!);

    private static NotificationDraft Draft(TenantId tenant, PnfdInfo pnfd, string type, JsonNode body) => new()
    {
        Tenant = tenant,
        Api = SolApi.Nsd.Name,
        InstanceId = pnfd.Id,
        NotificationType = type,
        Facts = new Conditions()
            .Add("notificationTypes", [type])
            .Add("pnfdInfoIds", [pnfd.Id])
            .Add("pnfdId", [pnfd.PnfdId])
            .Add("pnfdName", [pnfd.PnfdName])
            .Add("pnfdVersion", [pnfd.Pnfdersion])
            .Add("pnfdProvider", [pnfd.PnfdProvider])
            .Add("pnfdInvariantId", [pnfd.PnfdInvariantId])
            .Add("pnfdOnboardingState", [pnfd.PnfdOnboardingState.ToString()])
            .Add("pnfdUsageState", [PnfdUsageStateType.NOT_IN_USE.ToString()])
            .Values,
        Body = body.AsObject(),
    };

    private static PnfdmLinks Links(string root, PnfdShelf shelf, PnfdInfo pnfd) => new()
    {
        PnfdInfo = new NotificationLink { Href = root + shelf.PathOf(pnfd.Id) },
        Subscription = new NotificationLink { Href = "" },
    };
}
