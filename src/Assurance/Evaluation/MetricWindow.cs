using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Assurance.Evaluation;

/// <summary>The latest value of one metric for each server of an instance, bounded; gives the mean over the servers that were heard of lately. Not thread-safe.</summary>
public sealed class MetricWindow(TimeSpan horizon, int maxObjects)
{
    private readonly Dictionary<string, Latest> latest = new(StringComparer.Ordinal);

    /// <summary>Servers known.</summary>
    public int Count => latest.Count;

    /// <summary>Takes a sample; older ones than the last of the same server are ignored.</summary>
    public void Add(MetricSample sample)
    {
        if (latest.TryGetValue(sample.ObjectId, out var before))
        {
            if (sample.Time <= before.Time)
            {
                return;
            }
        }
        else if (latest.Count >= maxObjects)
        {
            latest.Remove(latest.MinBy(static l => l.Value.Time).Key);
        }
        latest[sample.ObjectId] = new Latest(sample.VduId, sample.Value, sample.Time);
    }

    /// <summary>Forgets servers that have been silent for longer than the horizon (they were removed, or something is wrong with them).</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var (id, value) in latest)
        {
            if (now - value.Time > horizon)
            {
                latest.Remove(id);
            }
        }
    }

    /// <summary>The mean over the servers of these VDUs (all when none is named) that were heard of within the horizon; null when there is none.</summary>
    public double? Mean(DateTimeOffset now, IReadOnlyList<string> vdus)
    {
        double sum = 0;
        var count = 0;
        foreach (var value in latest.Values)
        {
            if (now - value.Time <= horizon && (vdus.Count == 0 || (value.VduId is not null && vdus.Contains(value.VduId, StringComparer.Ordinal))))
            {
                sum += value.Value;
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }

    private readonly record struct Latest(string? VduId, double Value, DateTimeOffset Time);
}
