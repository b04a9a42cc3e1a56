using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>
/// Values that are pushed: events on the topic <c>nfv.indicators</c> whose data is a <c>VnfIndicatorValueChangeNotification</c> of SOL002 §8 (of it, <c>vnfInstanceId</c>,
/// <c>vnfIndicatorId</c>, <c>name</c> and <c>value</c> are read), keyed by VNF instance, of the tenant that owns the VNF.
/// </summary>
internal sealed partial class IndicatorEvents(IEnumerable<IEventBus> buses, IndicatorPushes pushes, ILogger<IndicatorEvents> logger) : IHostedService, IAsyncDisposable
{
    private IAsyncDisposable? subscription;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (buses.LastOrDefault() is { } bus)
        {
            subscription = await bus.SubscribeAsync(NfvTopics.Indicators, "vnfm-indicators", HearAsync, new EventSubscriptionOptions(), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (subscription is { } open)
        {
            subscription = null;
            await open.DisposeAsync();
        }
    }

    private async Task HearAsync(string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        var data = cloudEvent.Data;
        if (data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("vnfInstanceId", out var instanceId) || instanceId.ValueKind != JsonValueKind.String
            || !data.TryGetProperty("vnfIndicatorId", out var indicatorId) || indicatorId.ValueKind != JsonValueKind.String
            || !data.TryGetProperty("value", out var value))
        {
            Log.Unreadable(logger, cloudEvent.Id);
            return;
        }
        var name = data.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        if (!await pushes.TakeAsync(new TenantId(cloudEvent.Tenant), instanceId.GetString()!, indicatorId.GetString()!, name, value.Clone(), cancellationToken))
        {
            Log.Foreign(logger, cloudEvent.Id, indicatorId.GetString()!, instanceId.GetString()!);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Event {EventId} on nfv.indicators has no vnfInstanceId, vnfIndicatorId and value; it is left aside")]
        public static partial void Unreadable(ILogger logger, string eventId);

        [LoggerMessage(2, LogLevel.Warning, "Event {EventId} is about the indicator {Indicator} of VNF {Instance}, which its tenant has not instantiated or whose descriptor does not declare it; it is left aside")]
        public static partial void Foreign(ILogger logger, string eventId, string indicator, string instance);
    }
}
