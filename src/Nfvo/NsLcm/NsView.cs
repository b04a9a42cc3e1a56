using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>The SOL view that follows from settings and resources of a network service. Pure.</summary>
internal static class NsView
{
    /// <summary>The record with other resources, and the SOL resource that follows from them.</summary>
    public static NsRecord WithResources(NsRecord record, IReadOnlyList<ManagedResource> resources)
    {
        var instantiated = record.Settings is not null;
        var networks = resources.Where(r => r.Node.Spec is NetworkSpec && r.ResourceId is not null).ToList();
        var paths = resources.Where(r => r.Node.Spec is PathSpec && r.ResourceId is not null).ToList();
        return record with
        {
            Resources = resources,
            HasPaths = instantiated && paths.Count > 0,
            Resource = record.Resource with
            {
                NsState = instantiated ? NsState.INSTANTIATED : NsState.NOT_INSTANTIATED,
                FlavourId = record.Settings?.FlavourId,
                VirtualLinkInfo = !instantiated || networks.Count == 0 ? null : [.. networks.Select(VirtualLink)],
                VnffgInfo = !instantiated || paths.Count == 0 ? null : [.. paths.Select(p => Vnffg(p, resources))],
            },
        };
    }

    /// <summary>What an operation changed (SOL005 §6.5.2.3 resourceChanges).</summary>
    public static ResourceChanges? Changes(Plan? plan, IReadOnlyList<ManagedResource>? after, bool rolledBack)
    {
        if (plan is null || after is null || plan.IsEmpty)
        {
            return null;
        }
        var now = after.ToDictionary(r => r.Node.Key, StringComparer.Ordinal);
        ChangeResult Result(PlanStep step) => rolledBack
            ? ChangeResult.ROLLED_BACK
            : now.TryGetValue(step.Node.Key, out var resource)
                ? step.Action != StepAction.Delete && resource.Condition == ResourceCondition.Present ? ChangeResult.COMPLETED : ChangeResult.FAILED
                : step.Action == StepAction.Delete ? ChangeResult.COMPLETED : ChangeResult.FAILED;
        return new ResourceChanges
        {
            AffectedVnfs = OrNull(plan.Steps.Where(s => s.Node.Spec is ChildVnfSpec).Select(s => Vnf(s, now.GetValueOrDefault(s.Node.Key), Result(s)))),
            AffectedVls = OrNull(plan.Steps.Where(s => s.Node.Spec is NetworkSpec).Select(s => new AffectedVirtualLink
            {
                NsVirtualLinkInstanceId = s.Node.Key,
                NsVirtualLinkDescId = s.Node.Key["network/".Length..],
                VlProfileId = s.Node.Key["network/".Length..],
                ChangeType = s.Action switch
                {
                    StepAction.Create => AffectedVirtualLinkChangeType.ADD,
                    StepAction.Delete => AffectedVirtualLinkChangeType.DELETE,
                    _ => AffectedVirtualLinkChangeType.MODIFY,
                },
                ChangeResult = Result(s),
            })),
            AffectedVnffgs = OrNull(plan.Steps.Where(s => s.Node.Spec is PathSpec).Select(s => new AffectedVnffg
            {
                VnffgInstanceId = s.Node.Key,
                VnffgdId = ((PathSpec)s.Node.Spec).NfpId,
                ChangeType = s.Action switch
                {
                    StepAction.Create => AffectedVnffgChangeType.ADD,
                    StepAction.Delete => AffectedVnffgChangeType.DELETE,
                    _ => AffectedVnffgChangeType.MODIFY,
                },
                ChangeResult = Result(s),
            })),
        };
    }

    private static AffectedVnf Vnf(PlanStep step, ManagedResource? resource, ChangeResult result)
    {
        var spec = (ChildVnfSpec)step.Node.Spec;
        return new AffectedVnf
        {
            VnfInstanceId = resource?.ResourceId ?? step.Node.Key,
            VnfdId = spec.VnfdId,
            VnfProfileId = spec.VnfProfileId,
            VnfName = spec.Name,
            ChangeType = step.Action == StepAction.Delete ? AffectedVnfChangeType.TERMINATE : AffectedVnfChangeType.INSTANTIATE,
            ChangeResult = result,
        };
    }

    private static NsVirtualLinkInfo VirtualLink(ManagedResource network)
    {
        var id = network.Node.Key["network/".Length..];
        return new NsVirtualLinkInfo
        {
            Id = network.Node.Key,
            NsVirtualLinkDescId = id,
            NsVirtualLinkProfileId = id,
            ResourceHandle = [new ResourceHandle { VimId = VnfInfoRenderer.Output(network.Outputs)?.VimConnectionId, ResourceId = network.ResourceId! }],
        };
    }

    private static VnffgInfo Vnffg(ManagedResource path, IReadOnlyList<ManagedResource> all)
    {
        var spec = (PathSpec)path.Node.Spec;
        var vnfs = spec.Points.Select(p => p.VnfKey).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new VnffgInfo
        {
            Id = path.Node.Key,
            VnffgdId = spec.NfpId,
            VnfInstanceId = [.. all.Where(r => vnfs.Contains(r.Node.Key, StringComparer.Ordinal) && r.ResourceId is not null).Select(r => r.ResourceId!)],
        };
    }

    private static List<T>? OrNull<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        return list.Count == 0 ? null : list;
    }
}
