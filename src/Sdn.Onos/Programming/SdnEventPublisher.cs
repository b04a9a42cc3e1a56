using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn.Events;
using NfvOrchestrator.Sdn.Onos.Registry;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>Faults and loads onto the event bus; false when the bus did not take it. Event ids follow from what happened, so that a repetition is recognised as such.</summary>
internal sealed partial class SdnEventPublisher(IEventBus? bus, OnosOptions options, TimeProvider time, ILogger<SdnEventPublisher> logger)
{
    private const int AffectedLimit = 1000;
    private readonly string source = $"/sdn/onos/{options.ControllerId}";

    public Task<bool> PathAsync(PathRecord record, bool up, CancellationToken cancellationToken)
    {
        var data = new PathEvent { ControllerId = record.ControllerId, Key = record.Key, Tags = record.Spec.Tags, State = record.State, Generation = record.Generation, DownElements = record.DownElements, Reason = record.Error };
        var id = $"{options.ControllerId}/{record.Tenant}/{record.Key}/{record.Generation}/{record.Changes}";
        return SendAsync(NfvTopics.Alarms, record.Spec.Tags.InstanceId, id, up ? SdnEventTypes.PathUp : SdnEventTypes.PathDown, record.Tenant, record.StateChangedAt, data, SdnJsonContext.Default.PathEvent, cancellationToken);
    }

    public Task<bool> ElementAsync(string type, string id, string device, IEnumerable<PathRecord> affected, CancellationToken cancellationToken)
    {
        var up = type is SdnEventTypes.LinkUp or SdnEventTypes.DeviceUp;
        var data = new NetworkElementEvent
        {
            ControllerId = options.ControllerId,
            Id = id,
            State = up ? NetworkState.UP : NetworkState.DOWN,
            AffectedInstances = [.. affected.Select(r => r.Spec.Tags.InstanceId).Distinct(StringComparer.Ordinal).Take(AffectedLimit)],
        };
        var now = time.GetUtcNow();
        return SendAsync(NfvTopics.Alarms, device, $"{options.ControllerId}/{id}/{type}/{now.UtcTicks}", type, TenantId.System.Value, now, data, SdnJsonContext.Default.NetworkElementEvent, cancellationToken);
    }

    public Task<bool> LoadAsync(string tenant, string instanceId, IReadOnlyList<MetricSample> samples, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return SendAsync(NfvTopics.Metrics, instanceId, $"{options.ControllerId}/{instanceId}/{now.UtcTicks}", MetricsEvent.EventType, tenant, now,
            new MetricsEvent { InstanceId = instanceId, Samples = samples }, MetricsEventJson.Default.MetricsEvent, cancellationToken);
    }

    private async Task<bool> SendAsync<T>(string topic, string key, string id, string type, string tenant, DateTimeOffset at, T data, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        if (bus is null)
        {
            return true;
        }
        var cloudEvent = new CloudEvent { Id = id, Source = source, Type = type, Subject = key, Time = at, Tenant = tenant, Data = JsonSerializer.SerializeToElement(data, typeInfo) };
        try
        {
            await bus.PublishAsync(topic, key, cloudEvent, cancellationToken);
            return true;
        }
        catch (EventBusException e)
        {
            // The network must go on being looked after while the bus is away.
            Log.NotPublished(logger, e, type, key, topic);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Event {Type} about {Key} was not taken by topic {Topic}; faults are published again with the next turn, loads are dropped.")]
        public static partial void NotPublished(ILogger logger, Exception error, string type, string key, string topic);
    }
}
