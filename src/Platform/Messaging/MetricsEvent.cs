namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// Content of a CloudEvent of type <see cref="EventType"/> on <see cref="NfvTopics.Metrics"/>: samples of one managed instance taken in one round.
/// The event's key and subject are <see cref="InstanceId"/>; serialised with <see cref="MetricsEventJson"/>.
/// </summary>
public sealed record MetricsEvent
{
    /// <summary>The CloudEvent type.</summary>
    public const string EventType = "nfv.metrics.samples";

    /// <summary>The VNF instance the samples belong to (or the NS instance for samples of network links).</summary>
    public required string InstanceId { get; init; }

    /// <summary>The samples; at most a few hundred in one event (split larger rounds).</summary>
    public required IReadOnlyList<MetricSample> Samples { get; init; }
}
