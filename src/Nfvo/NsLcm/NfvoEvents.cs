using System.Text.Json;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.NsLcm.Children;
using NfvOrchestrator.Nfvo.NsLcm.Paths;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>
/// What the NFVO hears on the event bus: the end of VNF operations (whoever waits for one goes on at once; the ledger books it) and faults of paths. All of it is
/// acceleration: the VNFM notifies by SOL003 as well (<see cref="VnfmSubscriptions"/>), occurrences are polled, grants audited and paths patrolled.
/// </summary>
internal sealed class NfvoEvents(IEventBus bus, ChildOperations children, GrantEnds ends, PathKeeper paths, ILogger<NfvoEvents> logger) : IHostedService, IAsyncDisposable
{
    private readonly List<IAsyncDisposable> subscriptions = [];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Waiters live in one process: each process hears everything. The ledger is booked once: the processes share a group.
        subscriptions.Add(await bus.SubscribeAsync(
            NfvTopics.Lcm, $"nfvo-waiters-{Guid.NewGuid():N}", HearLcm, new EventSubscriptionOptions { FromBeginning = false, MaxAttempts = 1 }, cancellationToken));
        subscriptions.Add(await bus.SubscribeAsync(NfvTopics.Lcm, "nfvo-ledger", BookAsync, new EventSubscriptionOptions(), cancellationToken));
        subscriptions.Add(await bus.SubscribeAsync(NfvTopics.Alarms, "nfvo-paths", paths.HearAsync, new EventSubscriptionOptions { FromBeginning = false }, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions)
        {
            await subscription.DisposeAsync();
        }
        subscriptions.Clear();
    }

    private Task HearLcm(string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (Result(cloudEvent) is { } result)
        {
            children.Hear(null, result);
        }
        return Task.CompletedTask;
    }

    private async Task BookAsync(string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (Result(cloudEvent) is { } result)
        {
            await ends.BookAsync(new TenantId(cloudEvent.Tenant), null, result.VnfLcmOpOccId, result.OperationState, cancellationToken);
        }
    }

    private VnfLcmOperationOccurrenceNotification? Result(CloudEvent cloudEvent)
    {
        if (!cloudEvent.Type.EndsWith(VnfLcmOperationOccurrenceNotification.TypeName, StringComparison.Ordinal))
        {
            return null;
        }
        try
        {
            var notification = cloudEvent.Data.Deserialize(VnfLcmJsonContext.Default.VnfLcmOperationOccurrenceNotification);
            return notification?.NotificationStatus == Sol.Common.NotificationStatus.RESULT ? notification : null;
        }
        catch (JsonException unreadable)
        {
            LogUnreadable(logger, cloudEvent.Id, unreadable);
            return null;
        }
    }

    private static readonly Action<ILogger, string, Exception?> LogUnreadable =
        LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1), "Event {EventId} is not a VNF LCM notification as SOL003 3.7.1 has it; it is left aside");
}
