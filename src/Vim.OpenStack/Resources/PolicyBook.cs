using System.Collections.Concurrent;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>QoS policies that were there, with their rules, a moment ago: a hundred ports of one bandwidth ask for theirs once. One that went meanwhile is refused by Neutron, and made anew by whoever is told so.</summary>
internal sealed class PolicyBook(TimeProvider time)
{
    private const int MaxKnown = 1000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (string Id, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>The identifier of a policy by its name; null: ask Neutron.</summary>
    public string? Find(string name) => known.TryGetValue(name, out var seen) && time.GetUtcNow() - seen.At < Fresh ? seen.Id : null;

    /// <summary>It is there, with its rules.</summary>
    public void Keep(string name, string id)
    {
        if (known.Count >= MaxKnown)
        {
            known.Clear();
        }
        known[name] = (id, time.GetUtcNow());
    }

    /// <summary>It is gone, or about to go.</summary>
    public void Forget(string name) => known.TryRemove(name, out _);
}
