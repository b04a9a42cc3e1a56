using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>Volumes of VDUs: which comes first, and which are shared. Pure.</summary>
internal static class VduDisks
{
    /// <summary>
    /// The storages of a VDU in the order in which its servers have them: as boot_order says (SOL001 §6.8.3), then as they are required. A server without an image of its own boots from the first: that is one which
    /// has an image, where there is one, as firmware passes over what is empty and tries the next.
    /// </summary>
    public static IReadOnlyList<StorageResource> InBootOrder(Vdu vdu, IReadOnlyList<StorageResource> storages)
    {
        var ordered = vdu.BootOrder.Concat(vdu.StorageIds).Distinct(StringComparer.Ordinal)
            .Select(id => storages.FirstOrDefault(s => s.Id == id)).OfType<StorageResource>().ToList();
        if (vdu.SwImage is null && ordered.FindIndex(s => s.SwImage is not null) is > 0 and var bootable)
        {
            var disk = ordered[bootable];
            ordered.RemoveAt(bootable);
            ordered.Insert(0, disk);
        }
        return ordered;
    }

    /// <summary>Whether a storage is shared (SOL001 §6.8.4 per_vnfc_instance false) by VNFCs that can be two or more. Counted by the profile, not by the present size: a volume cannot be made fit for it later.</summary>
    public static bool IsAttachedByMany(StorageResource storage, DeploymentFlavour flavour)
        => !storage.PerVnfcInstance && flavour.Vdus.Where(v => v.StorageIds.Contains(storage.Id, StringComparer.Ordinal)).Sum(v => (long)v.MaxNumberOfInstances) > 1;
}
