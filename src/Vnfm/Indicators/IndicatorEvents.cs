using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfInd;
using NfvOrchestrator.Vnfm.Descriptors;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>
/// Values that are pushed: events on the topic <c>nfv.indicators</c> whose data is a <c>VnfIndicatorValueChangeNotification</c> of SOL002 §8 (of it, <c>vnfInstanceId</c>,
/// <c>vnfIndicatorId</c>, <c>name</c> and <c>value</c> are read), keyed by VNF instance, of the tenant that owns the VNF.
/// </summary>
internal sealed partial class IndicatorEvents(IEnumerable<IEventBus> buses, IDocumentStore store, IVnfdSource vnfds, IndicatorBook book, ILogger<IndicatorEvents> logger) : IHostedService, IAsyncDisposable
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
        var tenant = new TenantId(cloudEvent.Tenant);
        var instance = await store.GetAsync(VnfmCollections.Instances, tenant, instanceId.GetString()!, cancellationToken);
        var vnfd = instance?.Value.Settings is null ? null : await vnfds.FindAsync(tenant, instance.Value.Resource.VnfdId, cancellationToken);
        var declared = vnfd is null ? null : IndicatorBook.Declared(vnfd.Descriptor, instance!.Value.Settings?.FlavourId);
        if (declared?.ContainsKey(indicatorId.GetString()!) != true)
        {
            Log.Foreign(logger, cloudEvent.Id, indicatorId.GetString()!, instanceId.GetString()!);
            return;
        }
        await book.ReportAsync(
            tenant,
            instance!.Value.Resource,
            declared,
            [
                new VnfIndicator
                {
                    Id = indicatorId.GetString()!,
                    Name = data.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null,
                    Value = value.Clone(),
                    VnfInstanceId = instance.Id,
                    Links = new VnfIndicatorLinks { Self = new() { Href = "" }, VnfInstance = new() { Href = "" } },
                },
            ],
            complete: false,
            cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Event {EventId} on nfv.indicators has no vnfInstanceId, vnfIndicatorId and value; it is left aside")]
        public static partial void Unreadable(ILogger logger, string eventId);

        [LoggerMessage(2, LogLevel.Warning, "Event {EventId} is about the indicator {Indicator} of VNF {Instance}, which its tenant has not instantiated or whose descriptor does not declare it; it is left aside")]
        public static partial void Foreign(ILogger logger, string eventId, string indicator, string instance);
    }
}
