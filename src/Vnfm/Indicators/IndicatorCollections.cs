using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>What is stored of indicators.</summary>
public static class IndicatorCollections
{
    /// <summary>Values, by VNF instance and indicator.</summary>
    public static readonly DocumentCollection<IndicatorRecord> Values = new()
    {
        Name = "vnf_indicators",
        TypeInfo = VnfmJsonContext.Default.IndicatorRecord,
        FilterRoot = "resource",
        IndexedFields = ["resource/vnfInstanceId"],
    };

    /// <summary>Watches, by VNF instance.</summary>
    public static readonly DocumentCollection<IndicatorWatch> Watches = new()
    {
        Name = "vnf_indicator_watches",
        TypeInfo = VnfmJsonContext.Default.IndicatorWatch,
    };

    /// <summary>Subscriptions at element managers, by VNF instance.</summary>
    public static readonly DocumentCollection<IndicatorSubscription> Subscriptions = new()
    {
        Name = "vnf_indicator_subscriptions",
        TypeInfo = VnfmJsonContext.Default.IndicatorSubscription,
    };

    /// <summary>Id of a value.</summary>
    public static string IdOf(string vnfInstanceId, string indicatorId) => $"{vnfInstanceId}:{indicatorId}";
}
