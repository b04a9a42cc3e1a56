namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Limits of a tenant; -1 means none.</summary>
public sealed class QuotaOptions
{
    /// <summary>Servers.</summary>
    public long Servers { get; set; } = -1;

    /// <summary>vCPUs of all servers.</summary>
    public long Vcpus { get; set; } = -1;

    /// <summary>Memory of all servers in MiB.</summary>
    public long MemoryMib { get; set; } = -1;

    /// <summary>Volumes.</summary>
    public long Volumes { get; set; } = -1;

    /// <summary>Size of all volumes in GiB.</summary>
    public long VolumeGib { get; set; } = -1;

    /// <summary>Networks.</summary>
    public long Networks { get; set; } = -1;

    /// <summary>Ports.</summary>
    public long Ports { get; set; } = -1;

    /// <summary>Images.</summary>
    public long Images { get; set; } = -1;

    /// <summary>Affinity groups.</summary>
    public long AffinityGroups { get; set; } = -1;

    /// <summary>Security groups.</summary>
    public long SecurityGroups { get; set; } = -1;

    /// <summary>Snapshots.</summary>
    public long Snapshots { get; set; } = -1;
}
