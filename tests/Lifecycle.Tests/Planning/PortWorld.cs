using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

/// <summary>
/// A VIM in memory that refuses what VIMs refuse about networks, ports and servers: using what is not there, taking away what is used, attaching twice, changing what cannot change. It knows
/// specs only, nothing of the dependencies of a plan.
/// </summary>
internal sealed class PortWorld
{
    private readonly Dictionary<string, ResourceSpec> things = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ResourceSpec> Things => things;

    /// <summary>For people: what is being done.</summary>
    public Plan? Doing { get; set; }

    private string Story => "\nPlan: " + string.Join("\n  ", Doing?.Steps.Select(s => $"{s.Id} <- {string.Join(", ", s.DependsOn)}") ?? []);

    public void Perform(PlanStep step)
    {
        if (step.Action == StepAction.Delete)
        {
            UsersOf(step.Node.Key).ShouldBeEmpty($"{step.Id} takes away what is used{Story}");
            things.Remove(step.Node.Key);
            return;
        }
        if (things.TryGetValue(step.Node.Key, out var now))
        {
            now.CanBecome(step.Node.Spec).ShouldBeTrue($"{step.Id} changes what cannot change: {now} into {step.Node.Spec}{Story}");
        }
        else
        {
            step.Action.ShouldBe(StepAction.Create, $"{step.Id} changes what is not there{Story}");
        }
        Uses(step.Node.Spec).Where(k => !things.ContainsKey(k)).ShouldBeEmpty($"{step.Id} uses what is not there{Story}");
        foreach (var taken in Takes(step.Node.Spec))
        {
            things.Where(t => t.Key != step.Node.Key && Takes(t.Value).Contains(taken, StringComparer.Ordinal)).Select(t => t.Key).ShouldBeEmpty($"{step.Id} takes {taken}, which another has{Story}");
        }
        things[step.Node.Key] = step.Node.Spec;
    }

    private IEnumerable<string> UsersOf(string key) => things.Where(t => Uses(t.Value).Contains(key, StringComparer.Ordinal) && !IsServed(t.Value, key)).Select(t => t.Key);

    /// <summary>To serve an address is to know it: the VIM does not mind that its port goes.</summary>
    private static bool IsServed(ResourceSpec spec, string key) => spec is PortSpec { Vips: { } vips } && vips.Any(v => v.PortKey == key);

    private static IEnumerable<string> Uses(ResourceSpec spec) => spec switch
    {
        PortSpec port => new[] { port.NetworkKey, port.SecurityGroupKey }.OfType<string>().Concat((port.SubPorts ?? []).Select(s => s.PortKey)).Concat((port.Vips ?? []).Select(v => v.PortKey).OfType<string>()),
        ComputeSpec server => [.. server.PortKeys, .. server.StorageKeys, .. server.AffinityGroupKeys],
        _ => [],
    };

    private static IEnumerable<string> Takes(ResourceSpec spec) => spec switch
    {
        PortSpec port => (port.SubPorts ?? []).Select(s => s.PortKey),
        ComputeSpec server => server.PortKeys,
        _ => [],
    };
}
