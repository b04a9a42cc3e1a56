using System.Collections.Concurrent;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance.Evaluation;

/// <summary>Takes metrics events and turns lasting breaches into decisions. Memory is bounded by the instances that have policies.</summary>
internal sealed partial class MetricsIntake(PolicyCache policies, DecisionBook decisions, AssuranceOptions options, ILogger<MetricsIntake> logger)
{
    private readonly ConcurrentDictionary<(string Tenant, string Instance), InstanceMonitor> monitors = new();

    /// <summary>Instances remembered.</summary>
    public int Monitored => monitors.Count;

    public async Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
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
        await policies.Ready.WaitAsync(cancellationToken);
        var key = (tenant.Value, data.InstanceId);
        var own = policies.Of(tenant, data.InstanceId);
        if (own.Count == 0)
        {
            monitors.TryRemove(key, out _);
            return;
        }
        var monitor = monitors.GetOrAdd(key, static (_, o) => new InstanceMonitor(o), options);
        await monitor.Gate.WaitAsync(cancellationToken);
        try
        {
            foreach (var (policy, state, verdict) in monitor.Observe(data, own))
            {
                // kept only after the decision is stored: if storing fails the event comes again and is judged again
                monitor.Keep(policy, verdict is null ? state : state.Hold(await decisions.DecideAsync(policy, verdict, cancellationToken)));
            }
        }
        finally
        {
            monitor.Gate.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Warning, "Metrics event {Id} from {Source} is ill-formed (tenant or data) and was dropped. Check the version of its sender.")]
        public static partial void IllFormed(ILogger logger, string id, string source);
    }
}
