using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Dialects;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Delivers notifications to callback endpoints: in order per subscription and instance, again and again with growing pauses, in the end to the dead letters.</summary>
internal sealed partial class WebhookDeliverer(
    IDocumentStore store,
    SubscriptionIndex index,
    WebhookClient client,
    CredentialProtector protector,
    IEnumerable<SolDialect> dialects,
    NotificationOptions options,
    BackgroundLoopRegistry registry,
    TimeProvider time,
    Random random,
    ILogger<WebhookDeliverer> logger)
    : QueueWorker(NotificationCollections.WebhookQueue, WorkerOptions(options, random), store, registry, time, logger)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly Dictionary<string, SolDialect> dialects = dialects.ToDictionary(static d => d.SubscriptionKey, StringComparer.Ordinal);
    // However the options are set: a subscriber that hangs must not hold all places of the process.
    private readonly SubscriberTurns turns = new(Math.Clamp(options.MaxPerSubscription, 1, Math.Max(1, options.MaxConcurrency / 2)), time);

    /// <summary>A callback may have been changed, or a subscription ended, by another process.</summary>
    protected override Task PrepareAsync(CancellationToken cancellationToken) => index.RefreshAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Deserialize(claim.Item.Payload ?? "null", NotificationJsonContext.Default.WebhookMessage)
            ?? throw new InvalidOperationException($"Item {claim.Item.Id} of queue {claim.Item.Queue} has no payload.");
        if (await turns.TakeAsync(message.SubscriptionId, cancellationToken) is not { } turn)
        {
            await CommitAsync(new WriteBatch().Reschedule(claim, Time.GetUtcNow() + (options.FirstBackOff * (0.25 + (0.25 * random.NextDouble())))));
            return;
        }
        try
        {
            await DeliverAsync(claim, message, cancellationToken);
        }
        finally
        {
            turn.End();
        }
    }

    private static QueueWorkerOptions WorkerOptions(NotificationOptions options, Random random) => new()
    {
        Concurrency = options.MaxConcurrency,
        Lease = options.Lease,
        IdlePoll = options.IdlePoll,
        FirstBackOff = options.FirstBackOff,
        LongestBackOff = options.LongestBackOff,
        Random = random.NextDouble,
    };

    private async Task DeliverAsync(WorkClaim claim, WebhookMessage message, CancellationToken cancellationToken)
    {
        var tenant = claim.Item.Tenant;
        var stored = index.Find(tenant, message.Api, message.SubscriptionId)
            ?? (await Store.GetAsync(NotificationCollections.Subscriptions, tenant, message.SubscriptionId, cancellationToken))?.Value;
        if (stored is null)
        {
            Log.Dropped(logger, message.NotificationId, message.SubscriptionId);
            await CommitAsync(new WriteBatch().Complete(claim));
            return;
        }
        var sequence = message.SequenceNumber ?? claim.Item.Sequence;
        var body = NotificationRendering.Render(message, stored, sequence, dialects.GetValueOrDefault(message.Api));
        var result = await client.CallAsync(
            protector.Unprotect(stored),
            () =>
            {
                var content = new ByteArrayContent(body);
                content.Headers.ContentType = Json;
                return new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = content };
            },
            options.CallTimeout,
            cancellationToken);
        var now = Time.GetUtcNow();
        if (result.Delivered)
        {
            await CommitAsync(new WriteBatch().Complete(claim));
            ForgetFailures(claim);
        }
        else if (result.Gone || now - message.Since >= options.GiveUpAfter)
        {
            var letter = new DeadLetter
            {
                Id = Guid.CreateVersion7(now).ToString(),
                SubscriptionId = message.SubscriptionId,
                Api = message.Api,
                InstanceId = message.InstanceId,
                NotificationId = message.NotificationId,
                NotificationType = message.NotificationType,
                SequenceNumber = sequence,
                CallbackUri = stored.CallbackUri,
                Body = message.Body,
                Reason = result.Failure!,
                Since = message.Since,
                GivenUpAt = now,
            };
            await CommitAsync(new WriteBatch().Complete(claim).Insert(NotificationCollections.DeadLetters, tenant, letter.Id, letter));
            ForgetFailures(claim);
            Log.GivenUp(logger, message.NotificationId, message.SubscriptionId, letter.Reason, letter.Id);
        }
        else
        {
            var failed = NoteFailure(claim);
            var pause = Pause(failed);
            await CommitAsync(new WriteBatch().Reschedule(claim, now + pause));
            Log.NotDelivered(logger, message.NotificationId, message.SubscriptionId, result.Failure!, failed, pause.TotalSeconds);
        }
    }

    /// <summary>Not cancellable: the call has been made, its outcome shall be known.</summary>
    private async Task CommitAsync(WriteBatch batch) => (await Store.CommitAsync(batch, CancellationToken.None)).ThrowIfConflict();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Notification {Notification} for subscription {Subscription} was not delivered: {Failure}. Failure {Count}; later ones about the same "
            + "instance wait behind it, the next try is in {Seconds} s")]
        public static partial void NotDelivered(ILogger logger, string notification, string subscription, string failure, int count, double seconds);

        [LoggerMessage(2, LogLevel.Error, "Notification {Notification} for subscription {Subscription} was given up: {Failure}. It is dead letter {Letter}; replay it with "
            + "POST /platform/v1/dead_letters/{Letter}/replay when the subscriber is well again")]
        public static partial void GivenUp(ILogger logger, string notification, string subscription, string failure, string letter);

        [LoggerMessage(3, LogLevel.Information, "Notification {Notification} was dropped: subscription {Subscription} has ended")]
        public static partial void Dropped(ILogger logger, string notification, string subscription);
    }
}
