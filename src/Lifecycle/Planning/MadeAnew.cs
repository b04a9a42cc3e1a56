using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>Finds what cannot be changed and has to be replaced.</summary>
internal static class MadeAnew
{
    /// <summary>
    /// What is removed and made anew because it is broken or cannot be changed into what it shall be, with all that cannot live without it; and what has to let go
    /// of such resources meanwhile, as it looks then.
    /// </summary>
    public static (HashSet<string> Anew, Dictionary<string, ResourceNode> Released) Of(
        IReadOnlyList<ManagedResource> current, Dictionary<string, ManagedResource> have, ResourceGraph target)
    {
        var anew = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>();
        foreach (var node in target.Nodes)
        {
            if (have.TryGetValue(node.Key, out var existing) && IsMadeAnew(existing, node.Spec) && anew.Add(node.Key))
            {
                waiting.Enqueue(node.Key);
            }
        }
        var released = new Dictionary<string, ResourceNode>(StringComparer.Ordinal);
        if (waiting.Count == 0)
        {
            return (anew, released);
        }
        var dependents = new Dictionary<string, List<ManagedResource>>(StringComparer.Ordinal);
        foreach (var resource in current)
        {
            foreach (var needed in resource.Node.DependsOn)
            {
                (dependents.TryGetValue(needed, out var list) ? list : dependents[needed] = []).Add(resource);
            }
        }
        while (waiting.TryDequeue(out var key))
        {
            foreach (var dependent in dependents.GetValueOrDefault(key) ?? [])
            {
                var its = dependent.Node.Key;
                if (anew.Contains(its) || target.Find(its) is null)
                {
                    continue;
                }
                var gone = dependent.Node.DependsOn.Where(anew.Contains).ToHashSet(StringComparer.Ordinal);
                var left = dependent.Node.Spec.Without(gone);
                if (left is null)
                {
                    released.Remove(its);
                    anew.Add(its);
                    waiting.Enqueue(its);
                }
                else if (!ReferenceEquals(left, dependent.Node.Spec))
                {
                    released[its] = dependent.Node with { Spec = left, DependsOn = [.. dependent.Node.DependsOn.Where(d => !gone.Contains(d))] };
                }
            }
        }
        return (anew, released);
    }

    private static bool IsMadeAnew(ManagedResource existing, ResourceSpec wanted) => existing.Condition == ResourceCondition.Broken
        ? !wanted.RepairsInPlace
        : !Planner.SameSpec(existing.Node.Spec, wanted) && !existing.Node.Spec.CanBecome(wanted);
}
