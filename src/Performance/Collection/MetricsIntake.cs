using Microsoft.Extensions.Logging;
using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>
/// Listens to <c>nfv.metrics</c> and stores what some PM job or threshold wants, before the event counts as handled: whichever process comes to the end of a period, and whatever restarts
/// until then, finds it. One write an event; nothing is kept in memory.
/// </summary>
internal sealed partial class MetricsIntake(
    IEventBus bus, IDocumentStore store, PmWatch watch, PmApi api, BackgroundLoopRegistry registry, TimeProvider time, ILogger<MetricsIntake> logger)
    : BackgroundLoop("pm.intake", registry, time, logger)
{
    private IAsyncDisposable? subscription;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Interlocked.Exchange(ref subscription, null) is { } open)
        {
            await open.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        await watch.Ready.WaitAsync(cancellationToken);
        // What was measured before there was anybody to want it belongs to no period.
        subscription ??= await bus.SubscribeAsync(NfvTopics.Metrics, api.ConsumerGroup, HearAsync, new EventSubscriptionOptions { FromBeginning = false }, cancellationToken);
        return TimeSpan.FromHours(1);
    }

    internal async Task HearAsync(string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (!MetricsEvent.IsOfInstance(cloudEvent))
        {
            return;
        }
        if (!MetricsEvent.TryRead(cloudEvent, out var tenant, out var data))
        {
            Log.IllFormed(logger, cloudEvent.Id, cloudEvent.Source);
            return;
        }
        if (watch.MetricsOf(tenant, data.InstanceId) is not { } wanted)
        {
            return;
        }
        var batch = new WriteBatch();
        foreach (var round in data.Samples.Where(s => double.IsFinite(s.Value) && wanted.Contains(s.Metric)).GroupBy(static s => s.Time))
        {
            batch.Put(PmCollections.Samples, tenant, SampleIds.Of(round.Key, cloudEvent.Source, cloudEvent.Id), new SampleRound
            {
                InstanceId = data.InstanceId,
                At = round.Key,
                Values = round.GroupBy(static s => s.Metric, StringComparer.Ordinal).ToDictionary(
                    static m => m.Key,
                    static m => (IReadOnlyDictionary<string, double>)m.DistinctBy(static s => s.ObjectId, StringComparer.Ordinal).ToDictionary(static s => s.ObjectId, static s => s.Value, StringComparer.Ordinal),
                    StringComparer.Ordinal),
            });
        }
        if (batch.Writes.Count > 0)
        {
            (await store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Metrics event {Id} from {Source} is ill-formed (tenant or data) and was left aside by performance management. Check the version of its sender")]
        public static partial void IllFormed(ILogger logger, string id, string source);
    }
}
