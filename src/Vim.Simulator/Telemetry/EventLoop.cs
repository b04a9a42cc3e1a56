using System.Collections.Concurrent;
using System.Text.Json;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>
/// Publishes what happens to servers and hosts to <c>nfv.alarms</c>, in order: types <c>nfv.vim.server.created|started|stopped|updated|error|recovered|deleted</c> (key = instance id) and
/// <c>nfv.vim.host.down|up</c> (tenant <c>_system</c>, key = account). Faults also raise and clear an <see cref="AlarmEvent"/>. An event stays at the head until the bus has it.
/// </summary>
public sealed partial class EventLoop : BackgroundLoop
{
    private const int MaxQueue = 100_000;
    private readonly ConcurrentQueue<(string AccountId, string Id, SimulatorEvent Event)> queue = new();
    private readonly IEventBus bus;
    private readonly ILogger<EventLoop> logger;
    private readonly HashSet<string> faulty = new(StringComparer.Ordinal);
    private int dropped;

    /// <summary>Listens to all NFVIs.</summary>
    public EventLoop(SimulatorDriver driver, IEventBus bus, BackgroundLoopRegistry registry, TimeProvider time, ILogger<EventLoop> logger)
        : base("vim-simulator.events", registry, time, logger)
    {
        ArgumentNullException.ThrowIfNull(driver);
        this.bus = bus;
        this.logger = logger;
        foreach (var nfvi in driver.Nfvis)
        {
            var account = nfvi.AccountId;
            nfvi.OnEvent = one => Enqueue(account, one);
        }
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref dropped, 0) is > 0 and var lost) Log.Dropped(logger, lost, MaxQueue);
        while (queue.TryPeek(out var next))
        {
            var key = next.Event.InstanceId ?? next.AccountId;
            await bus.PublishAsync(NfvTopics.Alarms, key, ToCloudEvent(next.AccountId, next.Id, next.Event), cancellationToken);
            if (ToAlarm(next.AccountId, next.Id, next.Event) is { } alarm) await bus.PublishAsync(NfvTopics.Alarms, key, alarm, cancellationToken);
            queue.TryDequeue(out _);
        }

        return TimeSpan.FromMinutes(1);
    }

    private static CloudEvent ToCloudEvent(string account, string id, SimulatorEvent one) => new()
    {
        Id = id,
        Source = $"/vim/simulator/{account}",
        Type = one.Type,
        Subject = one.ObjectId,
        Time = one.Time,
        Tenant = one.Tenant ?? TenantId.System.Value,
        Data = JsonSerializer.SerializeToElement(
            new SimulatorEventData
            {
                AccountId = account,
                ObjectId = one.ObjectId,
                InstanceId = one.InstanceId,
                VnfcId = one.Resource?.Spec.Tags.VnfcId,
                VduId = one.Resource?.Spec.Tags.DescriptorElementId,
                State = one.Resource?.State,
                Error = one.Resource?.Error,
                VimResourceId = one.Resource?.VimResourceId,
                Host = one.Resource?.Outputs.Host,
                Detail = one.Detail,
            },
            SimulatorJsonContext.Default.SimulatorEventData),
    };

    /// <summary>The alarm that a fault raises or its end clears; the end of a server clears only what was raised for it.</summary>
    private CloudEvent? ToAlarm(string account, string id, SimulatorEvent one)
    {
        var name = $"vim:{account}:{one.Resource?.VimResourceId ?? one.ObjectId}";
        var raised = one.Type is "nfv.vim.server.error" or "nfv.vim.host.down";
        if (raised) faulty.Add(name);
        else if (!faulty.Remove(name) && one.Type is not ("nfv.vim.server.recovered" or "nfv.vim.host.up")) return null;
        var alarm = new AlarmEvent
        {
            AlarmId = name,
            InstanceId = one.InstanceId,
            ObjectId = one.ObjectId,
            PerceivedSeverity = "CRITICAL",
            EventType = one.Resource is null ? "EQUIPMENT_ALARM" : "PROCESSING_ERROR_ALARM",
            ProbableCause = one.Resource?.Error?.Cause.ToString() ?? (one.Resource is null ? "HOST_DOWN" : "SERVER_ERROR"),
            FaultDetails = one.Detail,
            Time = one.Time,
        };
        return new CloudEvent
        {
            Id = id + "-alarm",
            Source = $"/vim/simulator/{account}",
            Type = raised ? AlarmEvent.RaisedType : AlarmEvent.ClearedType,
            Subject = one.ObjectId,
            Time = one.Time,
            Tenant = one.Tenant ?? TenantId.System.Value,
            Data = JsonSerializer.SerializeToElement(alarm, AlarmEventJson.Default.AlarmEvent),
        };
    }

    private void Enqueue(string account, SimulatorEvent one)
    {
        if (!one.Type.StartsWith("nfv.vim.server.", StringComparison.Ordinal) && !one.Type.StartsWith("nfv.vim.host.", StringComparison.Ordinal)) return;
        if (queue.Count >= MaxQueue)
        {
            Interlocked.Increment(ref dropped);
            return;
        }

        queue.Enqueue((account, Guid.CreateVersion7(one.Time).ToString(), one));
        Wake();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Lost} events of the simulated NFVI were dropped: the event bus has not taken any for long, and {Max} are kept. The NFVI itself is not affected; its inventory is complete.")]
        public static partial void Dropped(ILogger logger, int lost, int max);
    }
}
