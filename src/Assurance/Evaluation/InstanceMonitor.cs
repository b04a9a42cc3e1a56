using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Assurance.Evaluation;

/// <summary>What is remembered of one VNF instance: a window per metric its policies name and a state per policy. Used by one event at a time.</summary>
internal sealed class InstanceMonitor(AssuranceOptions options)
{
    private readonly Dictionary<string, MetricWindow> windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Version, ThresholdState State)> states = new(StringComparer.Ordinal);

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Takes the samples of one event, oldest first, and returns what the policies make of them.</summary>
    public IEnumerable<(CachedPolicy Policy, ThresholdState State, ThresholdVerdict? Verdict)> Observe(MetricsEvent data, IReadOnlyList<CachedPolicy> policies)
    {
        foreach (var gone in states.Keys.Where(k => policies.All(p => p.Policy.Id != k)).ToList())
        {
            states.Remove(gone);
        }
        foreach (var unused in windows.Keys.Where(k => policies.All(p => p.Policy.Metric != k)).ToList())
        {
            windows.Remove(unused);
        }
        foreach (var round in data.Samples.Where(static s => double.IsFinite(s.Value)).GroupBy(static s => s.Time).OrderBy(static g => g.Key))
        {
            foreach (var sample in round)
            {
                if (policies.Any(p => p.Policy.Metric == sample.Metric))
                {
                    Window(sample.Metric).Add(sample);
                }
            }
            var metrics = round.Select(static s => s.Metric).ToHashSet(StringComparer.Ordinal);
            foreach (var policy in policies.Where(p => p.Policy.Enabled && metrics.Contains(p.Policy.Metric)))
            {
                var window = Window(policy.Policy.Metric);
                window.Forget(round.Key);
                if (window.Mean(round.Key, policy.Policy.TargetVduIds) is { } value)
                {
                    var (state, verdict) = ThresholdEvaluator.Observe(Rule(policy.Policy), StateOf(policy), round.Key, value);
                    yield return (policy, state, verdict);
                }
            }
        }
    }

    /// <summary>Remembers a state once what followed from it is stored.</summary>
    public void Keep(CachedPolicy policy, ThresholdState state) => states[policy.Policy.Id] = (policy.Version, state);

    private ThresholdState StateOf(CachedPolicy policy)
        // a changed policy begins anew
        => states.TryGetValue(policy.Policy.Id, out var kept) && kept.Version == policy.Version ? kept.State : ThresholdState.Initial;

    private MetricWindow Window(string metric)
    {
        if (!windows.TryGetValue(metric, out var window))
        {
            windows.Add(metric, window = new MetricWindow(options.MaxSampleGap, options.MaxObjectsPerMetric));
        }
        return window;
    }

    private ThresholdRule Rule(ScalingPolicy policy)
    {
        var breach = TimeSpan.FromSeconds(policy.BreachDurationSeconds);
        return new ThresholdRule(policy.ScaleOutThreshold, policy.ScaleInThreshold, breach, breach / 2 > options.MaxSampleGap ? breach / 2 : options.MaxSampleGap);
    }
}
