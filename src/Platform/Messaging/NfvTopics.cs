namespace NfvOrchestrator.Platform.Messaging;

/// <summary>The topics of the event bus. Keys are instance ids, so that everything about one instance keeps its order.</summary>
public static class NfvTopics
{
    /// <summary>Values of VNF indicators that VNFs and element managers push, keyed by VNF instance.</summary>
    public const string Indicators = "nfv.indicators";

    /// <summary>Lifecycle events of VNF and NS instances.</summary>
    public const string Lcm = "nfv.lcm";

    /// <summary>Utilisation and performance samples.</summary>
    public const string Metrics = "nfv.metrics";

    /// <summary>Faults raised and cleared.</summary>
    public const string Alarms = "nfv.alarms";
}
