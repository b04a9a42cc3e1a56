using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using NfvOrchestrator.Platform.Store;

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

    /// <summary>Whether an event carries samples of a tenant's instance; other types, and samples of the infrastructure (tenant <see cref="TenantId.System"/>), do not concern those who look at instances.</summary>
    public static bool IsOfInstance(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return cloudEvent.Type == EventType && cloudEvent.Tenant != TenantId.System.Value;
    }

    /// <summary>Takes an event apart; false: tenant or data are ill-formed. Trying again would not help then, and it must not hold up those behind it: log it and leave it aside.</summary>
    public static bool TryRead(CloudEvent cloudEvent, out TenantId tenant, [NotNullWhen(true)] out MetricsEvent? samples)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        samples = null;
        if (!TenantId.TryParse(cloudEvent.Tenant, out tenant))
        {
            return false;
        }
        try
        {
            samples = cloudEvent.Data.Deserialize(MetricsEventJson.Default.MetricsEvent);
            return samples is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
