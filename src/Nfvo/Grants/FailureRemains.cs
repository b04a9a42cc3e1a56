using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>What an operation that was given up (FAILED) left of what it was granted, by the changes that its occurrence tells (SOL003 §5.5.2.13).</summary>
/// <param name="There">Resource definitions whose resources were made or changed, and are there.</param>
/// <param name="Gone">Resource definitions whose resources are gone.</param>
internal sealed record FailureRemains(IReadOnlySet<string> There, IReadOnlySet<string> Gone)
{
    /// <summary>Reads the changes; none: everything is as before. What should have been made and has no identifier in the VIM is not there.</summary>
    public static FailureRemains Of(ResourceChanges? changes)
    {
        var vnfcs = (changes?.AffectedVnfcs ?? []).Select(c => (Id: GrantResources.ResourceKeyOf(c.ResourceDefinitionId ?? c.Id), Gone: c.ChangeType == AffectedVnfcChangeType.REMOVED || c.ComputeResource.ResourceId.Length == 0));
        var storages = (changes?.AffectedVirtualStorages ?? []).Select(c => (Id: GrantResources.ResourceKeyOf(c.ResourceDefinitionId ?? c.Id), Gone: c.ChangeType == AffectedVirtualStorageChangeType.REMOVED || c.StorageResource.ResourceId.Length == 0));
        var all = vnfcs.Concat(storages).ToLookup(c => c.Gone, c => c.Id);
        return new FailureRemains(all[false].ToHashSet(StringComparer.Ordinal), all[true].ToHashSet(StringComparer.Ordinal));
    }
}
