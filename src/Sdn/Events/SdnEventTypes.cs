namespace NfvOrchestrator.Sdn.Events;

/// <summary>
/// Types of the CloudEvents an SDN adapter publishes. Faults go to <c>nfv.alarms</c> with the NS instance id (paths) or device id as key;
/// the load of links goes to <c>nfv.metrics</c> as <see cref="Platform.Messaging.MetricsEvent"/> of the NS instance with metric <see cref="LinkUtilizationMetric"/>.
/// </summary>
public static class SdnEventTypes
{
    /// <summary>Name of the metric of a link's load, percent of its capacity.</summary>
    public const string LinkUtilizationMetric = "link_utilization";

    /// <summary>A path carries no traffic; data is <see cref="PathEvent"/>.</summary>
    public const string PathDown = "nfv.sdn.path.down";

    /// <summary>A path carries traffic again; data is <see cref="PathEvent"/>.</summary>
    public const string PathUp = "nfv.sdn.path.up";

    /// <summary>A link was lost; data is <see cref="NetworkElementEvent"/>.</summary>
    public const string LinkDown = "nfv.sdn.link.down";

    /// <summary>A link is back; data is <see cref="NetworkElementEvent"/>.</summary>
    public const string LinkUp = "nfv.sdn.link.up";

    /// <summary>A device was lost; data is <see cref="NetworkElementEvent"/>.</summary>
    public const string DeviceDown = "nfv.sdn.device.down";

    /// <summary>A device is back; data is <see cref="NetworkElementEvent"/>.</summary>
    public const string DeviceUp = "nfv.sdn.device.up";
}
