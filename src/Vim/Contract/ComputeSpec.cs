using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>
/// A server. While it lives, vCPUs, memory, flavour and the like (resize), name, metadata, ports and volumes (attach, detach) may change by a put.
/// Zone, groups and key pair may not. Image and user data change by the action REBUILD, the zone by MIGRATE: a put never destroys a disk. After these actions the
/// specification of the resource names the new image, user data or zone, and a put that names them too finds it equal.
/// </summary>
public sealed record ComputeSpec : VimResourceSpec
{
    /// <summary>Most characters of <see cref="UserData"/>, in base64: what VIMs accept (Nova).</summary>
    public const int MaxUserDataCharacters = 65_535;

    /// <summary>Most bytes of <see cref="UserData"/> after base64 decoding: three for every four whole characters of <see cref="MaxUserDataCharacters"/>.</summary>
    public const int MaxUserDataBytes = MaxUserDataCharacters / 4 * 3;

    /// <inheritdoc/>
    [JsonIgnore]
    public override VimResourceKind Kind => VimResourceKind.Compute;

    /// <summary>Name, also the host name of the guest.</summary>
    public required string Name { get; init; }

    /// <summary>Virtual CPUs, 1 to 512.</summary>
    public required int Vcpus { get; init; }

    /// <summary>Memory in MiB.</summary>
    public required long MemoryMib { get; init; }

    /// <summary>Root disk on the host in GiB; 0 when the server boots from a volume.</summary>
    public long DiskGib { get; init; }

    /// <summary>Further, empty disks on the host in GiB, in the order of the guest, after the root disk and before the volumes. They come and go with the server: a put that changes them is refused.</summary>
    public IReadOnlyList<long> FurtherDisksGib { get; set; } = [];

    /// <summary>Whether vCPUs share cores or own them.</summary>
    public VimCpuPolicy CpuPolicy { get; set; } = VimCpuPolicy.SHARED;

    /// <summary>Use of hardware threads; with dedicated CPUs only, absent leaves it to the VIM.</summary>
    public VimCpuThreadPolicy? CpuThreadPolicy { get; init; }

    /// <summary>Size of huge pages backing the memory in KiB (2048 or 1048576); absent means ordinary pages.</summary>
    public long? HugepageSizeKib { get; init; }

    /// <summary>NUMA nodes of the guest, each placed on one NUMA node of the host with an equal share of vCPUs and memory; absent or 0 leaves it to the VIM.</summary>
    public int NumaNodes { get; init; }

    /// <summary>Pass-through devices besides those of SR-IOV ports.</summary>
    public IReadOnlyList<VimPciRequest> PciDevices { get; set; } = [];

    /// <summary>Requirements in the VIM's own words that the flavour must have beyond those above (flavour extra specs), e.g. <c>hw:watchdog_action</c>.</summary>
    public IReadOnlyDictionary<string, string> FlavourProperties { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Key of an image of ours or of a snapshot of a server, or the VIM's identifier or name of an image. Absent: the server boots from the first of
    /// <see cref="VolumeKeys"/> (which may be filled from an image or a snapshot).
    /// </summary>
    public string? ImageRef { get; init; }

    /// <summary>The VIM's flavour, by identifier or name. Absent: the adapter finds or makes one that fits.</summary>
    public string? FlavourRef { get; init; }

    /// <summary>
    /// Keys of our ports in the order of the guest's interfaces, or the VIM's own identifiers of ports that somebody else provides: those are attached and detached, and outlive the server.
    /// </summary>
    public IReadOnlyList<string> PortKeys { get; set; } = [];

    /// <summary>Keys of our volumes in the order of the guest's disks.</summary>
    public IReadOnlyList<string> VolumeKeys { get; set; } = [];

    /// <summary>Keys of our affinity groups.</summary>
    public IReadOnlyList<string> AffinityGroupKeys { get; set; } = [];

    /// <summary>Availability zone; absent leaves it to the VIM.</summary>
    public string? Zone { get; init; }

    /// <summary>Host on which it must run (administrators only).</summary>
    public string? HostHint { get; init; }

    /// <summary>Boot data (cloud-init), base64, at most <see cref="MaxUserDataCharacters"/> characters, which are <see cref="MaxUserDataBytes"/> bytes decoded.</summary>
    public string? UserData { get; init; }

    /// <summary>User data and metadata are offered to the guest on a drive as well, for networks without a metadata service.</summary>
    public bool ConfigDrive { get; init; }

    /// <summary>The VIM's name of an SSH key pair for the guest.</summary>
    public string? KeyPairRef { get; init; }

    /// <summary>Metadata of the server at the VIM.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
