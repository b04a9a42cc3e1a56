using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>
/// Which metrics of which instances somebody wants: all that the intake must know to decide about an event, by one look-up, however many PM jobs and thresholds there are.
/// </summary>
internal sealed class PmWatch
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Content content = new(new Dictionary<(string, string), IReadOnlySet<string>>(), TimeSpan.Zero);

    /// <summary>Done when it was read for the first time.</summary>
    public Task Ready => ready.Task;

    /// <summary>The longest collection period of any PM job.</summary>
    public TimeSpan Longest => content.Longest;

    /// <summary>Instances whose samples are kept.</summary>
    public int Count => content.Metrics.Count;

    /// <summary>The metrics that are wanted of an instance; null: none.</summary>
    public IReadOnlySet<string>? MetricsOf(TenantId tenant, string instanceId) => content.Metrics.GetValueOrDefault((tenant.Value, instanceId));

    /// <summary>What is wanted from now on.</summary>
    public void Replace(IReadOnlyDictionary<(string Tenant, string InstanceId), IReadOnlySet<string>> metrics, TimeSpan longest)
    {
        content = new Content(metrics, longest);
        ready.TrySetResult();
    }

    private sealed record Content(IReadOnlyDictionary<(string Tenant, string InstanceId), IReadOnlySet<string>> Metrics, TimeSpan Longest);
}
