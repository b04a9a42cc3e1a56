using NfvOrchestrator.Assurance.Alarms;
using NfvOrchestrator.Assurance.Evaluation;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Assurance;

/// <summary>Keeps the subscriptions to metrics and alarms for as long as the process lives.</summary>
internal sealed class ConsumerLoop(IEventBus bus, MetricsIntake metrics, AlarmIntake alarms, AssuranceOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<ConsumerLoop> logger)
    : BackgroundLoop("assurance.consumers", registry, time, logger)
{
    private IAsyncDisposable? metricsSubscription;
    private IAsyncDisposable? alarmsSubscription;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var subscription in new[] { Interlocked.Exchange(ref metricsSubscription, null), Interlocked.Exchange(ref alarmsSubscription, null) })
        {
            if (subscription is not null)
            {
                await subscription.DisposeAsync();
            }
        }
    }

    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        // old load says nothing about now, old alarms do
        metricsSubscription ??= await bus.SubscribeAsync(
            NfvTopics.Metrics, options.ConsumerGroup, (_, e, ct) => metrics.HandleAsync(e, ct), new EventSubscriptionOptions { FromBeginning = false, Concurrency = 8 }, cancellationToken);
        alarmsSubscription ??= await bus.SubscribeAsync(
            NfvTopics.Alarms, options.ConsumerGroup, (_, e, ct) => alarms.HandleAsync(e, ct), new EventSubscriptionOptions { FromBeginning = true }, cancellationToken);
        return TimeSpan.FromHours(1);
    }
}
