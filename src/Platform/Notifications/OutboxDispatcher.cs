using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Dialects;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Takes notifications out of the outbox: onto the event bus, and, in one commit, into one delivery for each subscription that matches.</summary>
internal sealed class OutboxDispatcher(
    IDocumentStore store,
    SubscriptionIndex index,
    IEnumerable<IEventBus> buses,
    IEnumerable<SolDialect> dialects,
    NotificationOptions options,
    BackgroundLoopRegistry registry,
    TimeProvider time,
    Random random,
    ILogger<OutboxDispatcher> logger)
    : QueueWorker(NotificationCollections.OutboxQueue, WorkerOptions(options, random), store, registry, time, logger)
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private readonly IReadOnlyList<SolDialect> dialects = [.. dialects];
    private readonly IEventBus? bus = buses.LastOrDefault();

    /// <inheritdoc/>
    protected override Task PrepareAsync(CancellationToken cancellationToken) => index.RefreshAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Deserialize(claim.Item.Payload ?? "null", NotificationJsonContext.Default.OutboxMessage)
            ?? throw new InvalidOperationException($"Item {claim.Item.Id} of queue {claim.Item.Queue} has no payload.");
        var tenant = claim.Item.Tenant;
        var id = NotificationId(tenant, message.Api, message.InstanceId, claim.Item.Sequence);
        if (message.Topic is { } topic && bus is not null)
        {
            await PublishAsync(bus, topic, tenant, id, message, cancellationToken);
        }
        var batch = new WriteBatch().Complete(claim);
        var now = Time.GetUtcNow();
        foreach (var (api, subscription) in Match(tenant, message))
        {
            batch.Enqueue(Delivery(tenant, now, new WebhookMessage
            {
                SubscriptionId = subscription,
                Api = api,
                InstanceId = message.InstanceId,
                NotificationId = id,
                NotificationType = message.NotificationType,
                Body = message.Body,
                Since = now,
            }));
        }
        (await Store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        ForgetFailures(claim);
    }

    /// <summary>Subscriptions of the API, and those made through older versions of it that know this type of notification.</summary>
    private IEnumerable<(string Api, string Subscription)> Match(TenantId tenant, OutboxMessage message)
        => dialects.Where(d => d.Of.Name == message.Api && d.NotificationTypes.Contains(message.NotificationType)).Select(static d => d.SubscriptionKey)
            .Prepend(message.Api)
            .SelectMany(api => index.Match(tenant, api, message.Facts).Select(subscription => (api, subscription)));

    /// <summary>The work item of one delivery; the same delivery enqueued twice is one.</summary>
    internal static WorkItem Delivery(TenantId tenant, DateTimeOffset due, WebhookMessage message) => new()
    {
        Queue = NotificationCollections.WebhookQueue,
        Id = $"{message.SubscriptionId}:{message.NotificationId}",
        Tenant = tenant,
        Group = message.SubscriptionId,
        OrderKey = $"{message.SubscriptionId}/{message.InstanceId}",
        DueAt = due,
        Payload = JsonSerializer.Serialize(message, NotificationJsonContext.Default.WebhookMessage),
    };

    /// <summary>
    /// The id of a notification, for all its subscriptions and on the bus: a UUID (version 8) that follows from what it is about, so that a repeated dispatch repeats the id.
    /// </summary>
    internal static string NotificationId(TenantId tenant, string api, string instanceId, long sequence)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{api}\n{instanceId}\n{sequence}"));
        var bytes = hash.AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static QueueWorkerOptions WorkerOptions(NotificationOptions options, Random random) => new()
    {
        Lease = options.Lease,
        IdlePoll = options.IdlePoll,
        FirstBackOff = options.FirstBackOff,
        LongestBackOff = TimeSpan.FromMinutes(1),
        Random = random.NextDouble,
    };

    private async Task PublishAsync(IEventBus to, string topic, TenantId tenant, string id, OutboxMessage message, CancellationToken cancellationToken)
    {
        using var data = JsonDocument.Parse(message.Body.ToJsonString());
        using var limit = new CancellationTokenSource(PublishTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await to.PublishAsync(
                topic,
                message.InstanceId,
                new CloudEvent
                {
                    Id = id,
                    Source = options.EventSource,
                    Type = $"nfv.{message.Api}.{message.NotificationType}",
                    Subject = message.InstanceId,
                    Time = message.At,
                    Tenant = tenant.Value,
                    Traceparent = message.Traceparent,
                    Data = data.RootElement.Clone(),
                },
                either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EventBusException($"Topic {topic} did not acknowledge event {id} of {message.InstanceId} within {PublishTimeout.TotalSeconds:0} s.", e);
        }
    }
}
