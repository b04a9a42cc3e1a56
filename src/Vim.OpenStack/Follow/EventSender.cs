using System.Text;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>
/// Sends what <see cref="FaultPublisher"/> wrote down with a change to <c>nfv.alarms</c>, in order per key and at least once. Resources are looked after while the bus is away: nothing but this queue waits
/// for it.
/// </summary>
internal sealed partial class EventSender(IDocumentStore store, BackgroundLoopRegistry registry, TimeProvider time, ILogger<EventSender> logger, IEventBus? bus = null)
    : QueueWorker(EventQueue, new QueueWorkerOptions { LongestBackOff = TimeSpan.FromSeconds(30) }, store, registry, time, logger)
{
    /// <summary>The queue: order key = key on the topic, payload = the event in CloudEvents' structured JSON.</summary>
    public const string EventQueue = "openstack.events";

    /// <summary>An event that was not taken for so long is of no use, and what waits stays bounded.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);

    protected override async Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var key = claim.Item.OrderKey!;
        var one = CloudEventJson.Deserialize(Encoding.UTF8.GetBytes(claim.Item.Payload ?? "null"));
        if (Time.GetUtcNow() - one.Time > GiveUpAfter)
        {
            Log.GivenUp(logger, one.Type, key, one.Time);
        }
        else if (bus is not null)
        {
            await SendAsync(bus, key, one, cancellationToken);
        }
        (await Store.CommitAsync(new WriteBatch().Complete(claim), cancellationToken)).ThrowIfConflict();
        ForgetFailures(claim);
    }

    private async Task SendAsync(IEventBus to, string key, CloudEvent one, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(PublishTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await to.PublishAsync(NfvTopics.Alarms, key, one, either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EventBusException($"Topic {NfvTopics.Alarms} did not acknowledge event {one.Id} of {key} within {PublishTimeout.TotalSeconds:0} s. It is kept and sent again; check the event bus.", late);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Event {Type} about {Key} of {Time} is dropped: the event bus has not taken it for a day. Check the bus; the records of the resources are complete.")]
        public static partial void GivenUp(ILogger logger, string type, string key, DateTimeOffset time);
    }
}
