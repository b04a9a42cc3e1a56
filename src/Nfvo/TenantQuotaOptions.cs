using NfvOrchestrator.Placement.Capacity;

namespace NfvOrchestrator.Nfvo;

/// <summary>What a tenant may have in a VIM account; what is not named has no limit.</summary>
public sealed class TenantQuotaOptions
{
    /// <summary>vCPUs on shared cores.</summary>
    public long? Vcpus { get; set; }

    /// <summary>Dedicated cores.</summary>
    public long? PinnedCpus { get; set; }

    /// <summary>Memory with ordinary pages, in MiB.</summary>
    public long? MemoryMib { get; set; }

    /// <summary>Memory in huge pages, in MiB.</summary>
    public long? HugepagesMib { get; set; }

    /// <summary>Volumes, in GiB.</summary>
    public long? StorageGib { get; set; }

    /// <summary>SR-IOV virtual functions.</summary>
    public long? SriovVfs { get; set; }

    internal ResourceAmounts ToAmounts() => new()
    {
        Vcpus = Vcpus ?? ResourceAmounts.Unlimited,
        PinnedCpus = PinnedCpus ?? ResourceAmounts.Unlimited,
        MemoryMiB = MemoryMib ?? ResourceAmounts.Unlimited,
        HugepagesMiB = HugepagesMib ?? ResourceAmounts.Unlimited,
        StorageGiB = StorageGib ?? ResourceAmounts.Unlimited,
        SriovVfs = SriovVfs ?? ResourceAmounts.Unlimited,
        // Disks of hosts come with servers, whose number and size the other members limit.
        LocalDiskGiB = ResourceAmounts.Unlimited,
    };
}
