using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>What an operation changed, in the words of SOL003 (§5.5.2.13 resourceChanges), from the states before and after. Pure.</summary>
public static class VnfChangesRenderer
{
    /// <summary>Compares before and after; null when nothing changed.</summary>
    public static ResourceChanges? Render(IReadOnlyList<ManagedResource> before, IReadOnlyList<ManagedResource> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = Compare(before, after).ToList();
        var changedPorts = changes.Where(c => c.Resource.Node.Spec is PortSpec).ToList();
        var added = changes.Where(c => c.Action == StepAction.Create).Select(c => c.Resource.Node.Key).ToHashSet(StringComparer.Ordinal);
        var removed = changes.Where(c => c.Action == StepAction.Delete).Select(c => c.Resource.Node.Key).ToHashSet(StringComparer.Ordinal);
        var ports = after.Where(r => r.Node.Spec is PortSpec).ToDictionary(r => r.Node.Key, StringComparer.Ordinal);
        var result = new ResourceChanges
        {
            AffectedVnfcs = OrNull(changes.Where(c => c.Resource.Node.Spec is ComputeSpec).Select(c => Vnfc(c, added, removed, ports))),
            AffectedVirtualLinks = OrNull(changes.Where(c => c.Resource.Node.Spec is NetworkSpec).Select(c => VirtualLink(c, changedPorts))),
            AffectedExtLinkPorts = OrNull(changedPorts.Where(c => ((PortSpec)c.Resource.Node.Spec).ExtCpdId is not null).Select(ExtLinkPort)),
            AffectedVirtualStorages = OrNull(changes.Where(c => c.Resource.Node.Spec is StorageSpec).Select(Storage)),
        };
        return changes.Count == 0 ? null : result;
    }

    /// <summary>Virtual addresses that came, went or changed; null: none (SOL003 §5.5.2.13 affectedVipCps).</summary>
    public static IReadOnlyList<AffectedVipCp>? Vips(IReadOnlyList<ManagedResource> before, IReadOnlyList<ManagedResource> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return VipInfos.Changes(before, after);
    }

    private static IEnumerable<Change> Compare(IReadOnlyList<ManagedResource> before, IReadOnlyList<ManagedResource> after)
    {
        var old = before.ToDictionary(r => r.Node.Key, StringComparer.Ordinal);
        // Snapshots are told by the snapshot resource.
        foreach (var resource in after.Where(r => r.Node.Spec is not SnapshotSpec))
        {
            if (!old.Remove(resource.Node.Key, out var previous))
            {
                yield return new Change(resource, StepAction.Create);
            }
            else if (!Planner.SameSpec(previous.Node.Spec, resource.Node.Spec) || previous.ResourceId != resource.ResourceId)
            {
                yield return new Change(resource, StepAction.Update);
            }
        }
        foreach (var gone in old.Values.Where(r => r.Node.Spec is not SnapshotSpec))
        {
            yield return new Change(gone, StepAction.Delete);
        }
    }

    private static AffectedVnfc Vnfc(Change change, HashSet<string> added, HashSet<string> removed, Dictionary<string, ManagedResource> ports)
    {
        var spec = (ComputeSpec)change.Resource.Node.Spec;
        return new AffectedVnfc
        {
            Id = change.Resource.Node.Key,
            VduId = spec.VduId,
            ChangeType = change.Action switch
            {
                StepAction.Create => AffectedVnfcChangeType.ADDED,
                StepAction.Delete => AffectedVnfcChangeType.REMOVED,
                _ => AffectedVnfcChangeType.MODIFIED,
            },
            ComputeResource = VnfInfoRenderer.Handle(change.Resource),
            ResourceDefinitionId = DefinitionId(change),
            ZoneId = VnfInfoRenderer.Output(change.Resource.Outputs)?.Zone,
            AffectedVnfcCpIds = OrNull(spec.PortKeys),
            AddedStorageResourceIds = OrNull(spec.StorageKeys.Where(added.Contains)),
            RemovedStorageResourceIds = OrNull(spec.StorageKeys.Where(removed.Contains)),
            // A copy of that of VnfcResourceInfo.
            Metadata = change.Action == StepAction.Delete ? null : VnfInfoRenderer.Warnings(change.Resource, ports),
        };
    }

    private static AffectedVirtualLink VirtualLink(Change change, List<Change> ports) => new()
    {
        Id = change.Resource.Node.Key,
        VnfVirtualLinkDescId = VnfInfoRenderer.DescriptorId(change.Resource.Node),
        ChangeType = change.Action switch
        {
            StepAction.Create => AffectedVirtualLinkChangeType.ADDED,
            StepAction.Delete => AffectedVirtualLinkChangeType.REMOVED,
            _ => AffectedVirtualLinkChangeType.MODIFIED,
        },
        NetworkResource = VnfInfoRenderer.Handle(change.Resource),
        ResourceDefinitionId = DefinitionId(change),
        VnfLinkPortIds = OrNull(ports.Where(p => ((PortSpec)p.Resource.Node.Spec).NetworkKey == change.Resource.Node.Key).Select(p => p.Resource.Node.Key)),
    };

    private static AffectedExtLinkPort ExtLinkPort(Change change) => new()
    {
        Id = change.Resource.Node.Key,
        ChangeType = change.Action switch
        {
            StepAction.Create => AffectedExtLinkPortChangeType.ADDED,
            StepAction.Delete => AffectedExtLinkPortChangeType.REMOVED,
            _ => AffectedExtLinkPortChangeType.MODIFIED,
        },
        ExtCpInstanceId = "ext-" + change.Resource.Node.Key,
        ResourceHandle = VnfInfoRenderer.Handle(change.Resource),
        ResourceDefinitionId = DefinitionId(change),
    };

    private static AffectedVirtualStorage Storage(Change change) => new()
    {
        Id = change.Resource.Node.Key,
        VirtualStorageDescId = VnfInfoRenderer.DescriptorId(change.Resource.Node),
        ChangeType = change.Action switch
        {
            StepAction.Create => AffectedVirtualStorageChangeType.ADDED,
            StepAction.Delete => AffectedVirtualStorageChangeType.REMOVED,
            _ => AffectedVirtualStorageChangeType.MODIFIED,
        },
        StorageResource = VnfInfoRenderer.Handle(change.Resource),
        ResourceDefinitionId = DefinitionId(change),
    };

    private static string DefinitionId(Change change)
        => change.Action == StepAction.Delete ? GrantResources.RemovalId(change.Resource.Node.Key) : change.Resource.Node.Key;

    private static List<T>? OrNull<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        return list.Count == 0 ? null : list;
    }

    private sealed record Change(ManagedResource Resource, StepAction Action);
}
