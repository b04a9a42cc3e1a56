using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Platform.Telemetry;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>Runs a subscriber's handler for one event on either bus: trace, tenant, attempts with back-off, dead letter at the end.</summary>
internal sealed partial class EventHandlerRunner(
    string topic,
    string group,
    Func<string, CloudEvent, CancellationToken, Task> handler,
    EventSubscriptionOptions subscription,
    EventBusOptions bus,
    TimeProvider clock,
    ILogger logger)
{
    /// <summary>What a dead-letter topic is called.</summary>
    public const string DeadLetterSuffix = ".dlq";

    private const int LongestReason = 1000;
    private static readonly Counter<long> Handled = NfvTelemetry.Meter.CreateCounter<long>("nfv.bus.handled", "{event}", "Events handled by a consumer group");
    private static readonly Counter<long> Retried = NfvTelemetry.Meter.CreateCounter<long>("nfv.bus.retried", "{attempt}", "Handler attempts that failed");
    private static readonly Counter<long> DeadLettered = NfvTelemetry.Meter.CreateCounter<long>("nfv.bus.dead_lettered", "{event}", "Events given up");
    private readonly TagList tags = new() { { "topic", topic }, { "group", group } };

    /// <summary>Handles the event, or gives it to <paramref name="deadLetter"/> after the last attempt. False only when cancelled: then it has to be handled again.</summary>
    public async Task<bool> RunAsync(string key, CloudEvent cloudEvent, Func<string, CancellationToken, Task> deadLetter, CancellationToken cancellationToken)
    {
        var parent = ActivityContext.TryParse(cloudEvent.Traceparent, null, isRemote: true, out var given) ? given : default;
        using var activity = NfvTelemetry.Source.StartActivity("process " + topic, ActivityKind.Consumer, parent);
        using var tenant = TenantId.TryParse(cloudEvent.Tenant, out var of) ? TenantContext.Use(of) : null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await handler(key, cloudEvent, cancellationToken);
                Handled.Add(1, tags);
                return true;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception e)
            {
                Retried.Add(1, tags);
                if (attempt < subscription.MaxAttempts)
                {
                    Log.AttemptFailed(logger, topic, group, key, cloudEvent.Id, attempt, subscription.MaxAttempts, e);
                    if (!await PauseAsync(attempt, cancellationToken))
                    {
                        return false;
                    }
                    continue;
                }
                activity?.SetStatus(ActivityStatusCode.Error, e.Message);
                return await GiveUpAsync(key, cloudEvent.Id, attempt, e, deadLetter, cancellationToken);
            }
        }
    }

    /// <summary>For a message that is no event at all.</summary>
    public Task<bool> RejectAsync(string key, Exception reason, Func<string, CancellationToken, Task> deadLetter, CancellationToken cancellationToken)
        => GiveUpAsync(key, "(unreadable)", 0, reason, deadLetter, cancellationToken);

    private async Task<bool> GiveUpAsync(string key, string id, int attempts, Exception error, Func<string, CancellationToken, Task> deadLetter, CancellationToken cancellationToken)
    {
        DeadLettered.Add(1, tags);
        if (topic.EndsWith(DeadLetterSuffix, StringComparison.Ordinal))
        {
            // The end of the line: it stays readable in the dead-letter topic itself.
            Log.DeadLetterFailed(logger, topic, group, key, id, error);
            return true;
        }
        Log.GivenUp(logger, topic, group, key, id, attempts, topic + DeadLetterSuffix, error);
        var reason = $"group {group}, {attempts} attempts, {error.GetType().Name}: {error.Message}";
        reason = reason.Length <= LongestReason ? reason : reason[..LongestReason];
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await deadLetter(reason, cancellationToken);
                return true;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
            catch (EventBusException e)
            {
                // Giving up here would lose the event: its key waits until the bus takes it.
                Log.DeadLetterRefused(logger, topic + DeadLetterSuffix, key, id, e);
                if (!await PauseAsync(attempt, cancellationToken))
                {
                    return false;
                }
            }
        }
    }

    private async Task<bool> PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        var pause = Math.Min(bus.RetryDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 20)), bus.MaxRetryDelay.TotalMilliseconds);
#pragma warning disable CA5394 // jitter needs no secrecy
        pause *= 0.75 + (Random.Shared.NextDouble() / 2);
#pragma warning restore CA5394
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pause), clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2501, LogLevel.Warning, "Event {Id} (topic {Topic}, key {Key}) failed in group {Group}, attempt {Attempt} of {Max}; it is tried again.")]
        public static partial void AttemptFailed(ILogger logger, string topic, string group, string key, string id, int attempt, int max, Exception exception);

        [LoggerMessage(2502, LogLevel.Error, "Event {Id} (topic {Topic}, key {Key}) failed in group {Group} {Attempts} times and goes to {DeadLetterTopic}. Repair the cause, then publish it again from there.")]
        public static partial void GivenUp(ILogger logger, string topic, string group, string key, string id, int attempts, string deadLetterTopic, Exception exception);

        [LoggerMessage(2503, LogLevel.Error, "Event {Id} (dead-letter topic {Topic}, key {Key}) could not be handled by group {Group} and is skipped; it stays in the topic.")]
        public static partial void DeadLetterFailed(ILogger logger, string topic, string group, string key, string id, Exception exception);

        [LoggerMessage(2504, LogLevel.Error, "Event {Id} (key {Key}) could not be put into {DeadLetterTopic}; its key waits and it is tried again.")]
        public static partial void DeadLetterRefused(ILogger logger, string deadLetterTopic, string key, string id, Exception exception);
    }
}
