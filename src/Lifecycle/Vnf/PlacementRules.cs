using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>Affinity and anti-affinity rules (SOL001 §6.10.8, §6.10.11), some of which the VIM keeps as groups of servers and some the grant. Pure.</summary>
public static class PlacementRules
{
    /// <summary>The rules among some resources, by key.</summary>
    public static IReadOnlyDictionary<string, AffinityGroupSpec> Of(IEnumerable<ResourceNode> nodes)
        => nodes.Where(n => n.Spec is AffinityGroupSpec).ToDictionary(n => n.Key, n => (AffinityGroupSpec)n.Spec, StringComparer.Ordinal);

    /// <summary>Keys of the groups of the VIM that a server names, though they are rules that the grant keeps (<see cref="AffinityGroupSpec.IsVimGroup"/>): an earlier version planned it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="graph">The resources it belongs to.</param>
    public static IReadOnlySet<string> NamedAsGroups(ComputeSpec server, IEnumerable<ResourceNode> graph)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.AffinityGroupKeys.Count == 0
            ? new HashSet<string>(StringComparer.Ordinal)
            : graph.Where(n => n.Spec is AffinityGroupSpec { IsVimGroup: false } && server.AffinityGroupKeys.Contains(n.Key, StringComparer.Ordinal)).Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// A server bound as the one that is there is (<see cref="ComputeSpec.WithRulesOf"/>), as long as its rules are the same. One that has another scope under the same id is another rule: its group is made or removed, and with
    /// it the servers that it binds, which are then bound as the new one says.
    /// </summary>
    /// <param name="wanted">The server as it shall be.</param>
    /// <param name="there">The server as it is.</param>
    /// <param name="target">The rules as they shall be.</param>
    /// <param name="current">The rules as they are.</param>
    public static ComputeSpec Kept(ComputeSpec wanted, ComputeSpec there, IReadOnlyDictionary<string, AffinityGroupSpec> target, IReadOnlyDictionary<string, AffinityGroupSpec> current)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(current);
        return wanted.RuleKeys.All(key => target.GetValueOrDefault(key) == current.GetValueOrDefault(key)) ? wanted.WithRulesOf(there) : wanted;
    }
}
