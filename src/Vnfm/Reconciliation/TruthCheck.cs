using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Instances;
using Planned = NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>Compares what records say with what a VIM has. Pure; cost grows linearly with both.</summary>
internal static class TruthCheck
{
    /// <summary>Whose resources this VNFM's are, in the tags.</summary>
    public const string Manager = "vnfm";

    /// <summary>Disagreements about an instance: what is missing, and what is not as it should be.</summary>
    /// <param name="instance">The instance; no operation works on it.</param>
    /// <param name="inventory">What the VIM has, by kind and key.</param>
    public static IEnumerable<Observation> Of(VnfRecord instance, IReadOnlyDictionary<(VimResourceKind Kind, string Key), VimResource> inventory)
    {
        foreach (var resource in instance.Resources)
        {
            if (resource.Condition != ResourceCondition.Present || resource.Node.Spec is Planned.PortSpec { ProvidedPortId: not null } or Planned.AffinityGroupSpec { IsVimGroup: false })
            {
                continue;
            }
            var kind = VimSpecs.KindOf(resource.Node.Spec);
            var key = VimStepRunner.VimKeyOf(instance.Resource.Id, resource.Node.Key);
            if (!inventory.TryGetValue((kind, key), out var theirs))
            {
                yield return new Observation(FindingKind.MISSING, instance.Resource.Id, resource, kind, key, null, []);
            }
            else if (Differences(instance.Resource.Id, resource, theirs) is { Count: > 0 } differences)
            {
                yield return new Observation(FindingKind.DRIFTED, instance.Resource.Id, resource, kind, key, theirs, differences);
            }
        }
    }

    /// <summary>Resources that are tagged as ours and that nobody claims.</summary>
    /// <param name="inventory">What the VIM has.</param>
    /// <param name="claimed">Kinds and keys that instances and snapshots have.</param>
    /// <param name="leftOut">Instances about which nothing can be said now.</param>
    public static IEnumerable<Observation> Orphans(
        IEnumerable<VimResource> inventory, IReadOnlySet<(VimResourceKind Kind, string Key)> claimed, IReadOnlySet<string> leftOut) =>
        from resource in inventory
        where resource.Spec.Tags.ManagedBy == Manager
            && !claimed.Contains((resource.Kind, resource.Key))
            && (resource.Spec.Tags.InstanceId is null || !leftOut.Contains(resource.Spec.Tags.InstanceId))
            && resource.State is not VimResourceState.DELETING
        select new Observation(FindingKind.ORPHANED, resource.Spec.Tags.InstanceId, null, resource.Kind, resource.Key, resource, []);

    /// <summary>What of a resource is not as the record has it. What the VIM does not tell is not compared; what it is just changing is looked at next time.</summary>
    public static IReadOnlyList<FindingDifference> Differences(string instanceId, ManagedResource ours, VimResource theirs)
    {
        if (theirs.State.IsTransitional())
        {
            return theirs.State == VimResourceState.DELETING ? [new FindingDifference("state", "ACTIVE", "DELETING")] : [];
        }
        var found = new List<FindingDifference>();
        if (theirs.VimResourceId is { } id && ours.ResourceId is { } known && id != known)
        {
            found.Add(new FindingDifference("vimResourceId", known, id));
        }
        if (theirs.State == VimResourceState.ERROR)
        {
            found.Add(new FindingDifference("state", "ACTIVE", theirs.Error is { } error ? $"ERROR ({error.Message})" : "ERROR"));
        }
        if (ours.Node.Spec is Planned.ComputeSpec server)
        {
            Server(instanceId, ours, server, theirs, found);
        }
        return found;
    }

    private static void Server(string instanceId, ManagedResource ours, Planned.ComputeSpec server, VimResource theirs, List<FindingDifference> found)
    {
        var outputs = theirs.Outputs;
        void Compare(string attribute, string? expected, string? observed)
        {
            if (expected is not null && observed is not null && expected != observed)
            {
                found.Add(new FindingDifference(attribute, expected, observed));
            }
        }
        if (theirs.State != VimResourceState.ERROR)
        {
            Compare("power", server.Stopped ? "STOPPED" : "STARTED", theirs.State == VimResourceState.STOPPED ? "STOPPED" : "STARTED");
        }
        // A flavour that the grant named has its own size, whatever the descriptor says.
        var made = server.Placement?.FlavourId is null ? null : VnfInfoRenderer.Output(ours.Outputs);
        Compare("flavour", $"{made?.VirtualCpus ?? server.VirtualCpus} vCPU, {made?.MemoryMib ?? server.MemoryMib} MiB", outputs is { Vcpus: { } cpus, MemoryMib: { } memory } ? $"{cpus} vCPU, {memory} MiB" : null);
        Compare("image", server.Placement?.ImageId ?? server.ImageRef, outputs.ImageId);
        if (outputs.Host is not null)
        {
            // A VIM that tells the host tells what is attached, too.
            Compare("ports", Sorted(server.PortKeys.Select(k => server.ProvidedPorts?.GetValueOrDefault(k) ?? VimStepRunner.VimKeyOf(instanceId, k))), Sorted(outputs.AttachedPorts));
            Compare("volumes", Sorted(server.StorageKeys.Select(k => VimStepRunner.VimKeyOf(instanceId, k))), Sorted(outputs.AttachedVolumes));
        }
        Compare("host", VnfInfoRenderer.Output(ours.Outputs)?.Host, outputs.Host);
    }

    private static string Sorted(IEnumerable<string> keys) => string.Join(", ", keys.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";
}
