using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfInd;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>Links of indicators.</summary>
internal sealed class IndicatorLinks(ServiceAddress address, VnfLcmLinks lcm)
{
    /// <summary>The indicator with its links.</summary>
    public VnfIndicator WithLinks(VnfIndicator indicator) => indicator with
    {
        Links = new VnfIndicatorLinks
        {
            Self = new Link { Href = $"{address.Root}{SolApi.VnfInd.Prefix}/indicators/{indicator.VnfInstanceId}/{Uri.EscapeDataString(indicator.Id)}" },
            VnfInstance = lcm.Instance(indicator.VnfInstanceId),
        },
    };

    /// <summary>The links of a notification; the subscription's is added at delivery.</summary>
    public VnfIndicatorNotificationLinks Notification(string vnfInstanceId) => new()
    {
        VnfInstance = new NotificationLink { Href = lcm.Instance(vnfInstanceId).Href },
        Subscription = new NotificationLink { Href = "" },
    };
}
