using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>What one resource has now and another shall have, of things that only one can use.</summary>
/// <param name="From">Who has it, as it is now.</param>
/// <param name="To">Who shall have it, as it shall be.</param>
/// <param name="Keys">What changes hands.</param>
internal sealed record Handover(ResourceNode From, ResourceNode To, IReadOnlySet<string> Keys)
{
    /// <summary>All changes of hands between the present and a target. What several use at the same time changes no hands.</summary>
    public static IReadOnlyList<Handover> Find(IReadOnlyList<ManagedResource> current, ResourceGraph target)
    {
        var holders = new Dictionary<string, List<ManagedResource>>(StringComparer.Ordinal);
        var exclusive = current.Where(r => r.Node.Spec.IsExclusive).Select(r => r.Node.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in current)
        {
            foreach (var key in resource.Node.DependsOn.Where(exclusive.Contains))
            {
                (holders.TryGetValue(key, out var list) ? list : holders[key] = []).Add(resource);
            }
        }
        var changes = new Dictionary<(string From, string To), Handover>();
        foreach (var taker in target.Nodes)
        {
            foreach (var key in taker.DependsOn)
            {
                foreach (var holder in holders.GetValueOrDefault(key) ?? [])
                {
                    if (holder.Node.Key == taker.Key || target.Find(holder.Node.Key)?.DependsOn.Contains(key, StringComparer.Ordinal) == true)
                    {
                        continue;
                    }
                    var change = changes.GetValueOrDefault((holder.Node.Key, taker.Key));
                    changes[(holder.Node.Key, taker.Key)] = new Handover(holder.Node, taker, new HashSet<string>(change?.Keys ?? new HashSet<string>(), StringComparer.Ordinal) { key });
                }
            }
        }
        return [.. changes.Values];
    }
}
