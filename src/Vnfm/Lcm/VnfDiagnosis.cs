using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Reconciliation;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What is wrong with the resources of an instance: what a heal request says, and what the VIM says.</summary>
internal sealed class VnfDiagnosis(VimClient vim)
{
    /// <summary>Finds what a heal operation has to work on. One listing of the instance's resources, however many there are.</summary>
    public async Task<IReadOnlyList<ResourceMark>> FindAsync(TenantId tenant, VnfRecord instance, VnfHealing healing, string vimConnectionId, CancellationToken cancellationToken)
    {
        using var scope = Platform.Security.TenantContext.Use(tenant);
        var marks = new Dictionary<string, ResourceMark>(StringComparer.Ordinal);
        if (healing.Discover)
        {
            var there = new Dictionary<string, VimResource>(StringComparer.Ordinal);
            await foreach (var resource in vim.ListAllAsync(vimConnectionId, new VimResourceQuery { InstanceId = instance.Resource.Id }, cancellationToken))
            {
                there[resource.Key] = resource;
            }
            foreach (var resource in instance.Resources.Where(r => r.Condition == ResourceCondition.Present))
            {
                if (Judge(instance.Resource.Id, resource, there.GetValueOrDefault(VimStepRunner.VimKeyOf(instance.Resource.Id, resource.Node.Key))) is { } condition)
                {
                    marks[resource.Node.Key] = new ResourceMark(resource.Node.Key, resource.ResourceId, condition);
                }
            }
        }
        var byKey = instance.Resources.ToDictionary(r => r.Node.Key, StringComparer.Ordinal);
        foreach (var key in healing.Vnfcs)
        {
            marks[key] = new ResourceMark(key, byKey[key].ResourceId, ResourceCondition.Broken);
        }
        if (healing.RebuildVolumes)
        {
            foreach (var volume in marks.Values.Where(m => m.Condition == ResourceCondition.Broken).Select(m => byKey[m.Key].Node.Spec).OfType<Lifecycle.Resources.ComputeSpec>().SelectMany(s => s.StorageKeys).ToList())
            {
                // A volume that other VNFCs share outlives one of them.
                if (byKey.TryGetValue(volume, out var storage) && instance.Resources.Where(r => r.Node.DependsOn.Contains(volume, StringComparer.Ordinal)).All(r => marks.ContainsKey(r.Node.Key)))
                {
                    marks[volume] = new ResourceMark(volume, storage.ResourceId, ResourceCondition.Broken);
                }
            }
        }
        return [.. marks.Values];
    }

    private static ResourceCondition? Judge(string instanceId, ManagedResource ours, VimResource? theirs)
    {
        if (ours.Node.Spec is Lifecycle.Resources.PortSpec { ProvidedPortId: not null } or Lifecycle.Resources.AffinityGroupSpec { IsVimGroup: false })
        {
            return null;
        }
        if (theirs is null || theirs.State is VimResourceState.ERROR or VimResourceState.DELETING)
        {
            return ResourceCondition.Broken;
        }
        // Made anew under our key, switched, resized, rebuilt, detached: it is looked at and set right. Where it runs is the VIM's affair.
        return TruthCheck.Differences(instanceId, ours, theirs).Any(d => d.Attribute != "host") ? ResourceCondition.Uncertain : null;
    }
}
