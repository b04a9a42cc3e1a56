using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Vim;
using Planned = NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Execution;

/// <summary>Planned resources in the words of the VIM contract. Pure.</summary>
public static class VimSpecs
{
    /// <summary>Metadata of a server that says which incarnation of its disk it has; absent: the first.</summary>
    public const string IncarnationMetadata = "nfv.incarnation";

    /// <summary>The VIM kind of a planned resource.</summary>
    public static VimResourceKind KindOf(ResourceSpec spec) => spec switch
    {
        Planned.NetworkSpec => VimResourceKind.Network,
        Planned.PortSpec => VimResourceKind.Port,
        Planned.StorageSpec => VimResourceKind.Storage,
        Planned.SecurityGroupSpec => VimResourceKind.SecurityGroup,
        Planned.AffinityGroupSpec => VimResourceKind.AffinityGroup,
        Planned.ComputeSpec => VimResourceKind.Compute,
        Planned.SnapshotSpec => VimResourceKind.Snapshot,
        _ => throw new ArgumentException($"{spec?.ResourceKind} is not a VIM resource.", nameof(spec)),
    };

    /// <summary>The VIM spec of a planned resource.</summary>
    /// <param name="scope">Whose resource.</param>
    /// <param name="node">The resource.</param>
    /// <param name="reserved">Addresses of the ports that reserve virtual addresses it serves, by key; null: none.</param>
    public static VimResourceSpec Of(VimScope scope, ResourceNode node, IReadOnlyDictionary<string, IReadOnlyList<string>>? reserved = null)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(node);
        var tags = new VimTags
        {
            Tenant = scope.Tenant.Value,
            InstanceId = scope.InstanceId,
            ManagedBy = scope.ManagedBy,
            VnfcId = node.Spec is Planned.ComputeSpec ? node.Key : null,
            DescriptorElementId = node.Spec is Planned.ComputeSpec server ? server.VduId : null,
        };
        string Key(string resourceKey) => VimStepRunner.VimKeyOf(scope.InstanceId, resourceKey);
        return node.Spec switch
        {
            Planned.NetworkSpec network => new NfvOrchestrator.Vim.NetworkSpec
            {
                Tags = tags,
                Name = network.Name,
                Type = Enum.TryParse<VimNetworkType>(network.Type, out var networkType) ? networkType : VimNetworkType.VXLAN,
                SegmentationId = network.SegmentationId,
                VlanTransparent = network.VlanTransparent,
                Mtu = network.Mtu,
                Qos = network.MaxBitsPerSecond is { } limit ? new VimQos { MaxBitsPerSecond = limit, BestEffort = true } : null,
                Subnets = [.. network.Subnets.Where(s => s.Cidr is not null).Select(Subnet)],
            },
            Planned.SecurityGroupSpec filter => new NfvOrchestrator.Vim.SecurityGroupSpec
            {
                Tags = tags,
                Name = filter.Name,
                Rules =
                [
                    .. filter.Rules.Select(r => new VimSecurityRule
                    {
                        Direction = r.Egress ? VimSecurityDirection.EGRESS : VimSecurityDirection.INGRESS, IpVersion = r.IpVersion, Protocol = r.Protocol, PortMin = r.PortMin, PortMax = r.PortMax,
                    }),
                ],
            },
            Planned.AffinityGroupSpec { IsVimGroup: true } group => new NfvOrchestrator.Vim.AffinityGroupSpec
            {
                Tags = tags,
                Name = node.Key,
                Policy = (group.Anti, group.BestEffort) switch
                {
                    (true, false) => VimAffinityPolicy.ANTI_AFFINITY,
                    (true, true) => VimAffinityPolicy.SOFT_ANTI_AFFINITY,
                    (false, false) => VimAffinityPolicy.AFFINITY,
                    _ => VimAffinityPolicy.SOFT_AFFINITY,
                },
                Scope = VimAffinityScope.NFVI_NODE,
            },
            Planned.StorageSpec volume => new NfvOrchestrator.Vim.StorageSpec
            {
                Tags = tags,
                Name = node.Key,
                SizeGib = volume.SizeGib,
                ImageRef = volume.SnapshotKey is null ? volume.ImageId ?? volume.ImageRef : null,
                SnapshotKey = volume.SnapshotKey,
                MultiAttach = volume.MultiAttach == true,
            },
            Planned.PortSpec port => new NfvOrchestrator.Vim.PortSpec
            {
                Tags = tags,
                Name = node.Key,
                NetworkRef = port.ExternalNetworkId ?? Key(port.NetworkKey!),
                FixedIps = [.. port.FixedAddresses.Select(a => new VimFixedIp { Address = a }), .. port.DynamicSubnets.Select(SubnetOf)],
                MacAddress = port.MacAddress,
                VnicType = VnicTypeOf(port.VnicType),
                FloatingIp = port.FloatingAddress ? new VimFloatingIp(null, null) : null,
                Bandwidth = port.BandwidthBps is { } bps ? new VimQos { MinBitsPerSecond = bps } : null,
                PortSecurity = !port.Unfiltered,
                SecurityGroups = port.SecurityGroupKey is { } filter ? [Key(filter)] : [],
                // Where nothing is filtered, everything is allowed.
                AllowedAddresses = port.Unfiltered ? [] : Allowed(port, reserved),
                SubPorts = [.. (port.SubPorts ?? []).Select(s => new VimSubPort(Key(s.PortKey), s.SegmentationId))],
            },
            Planned.ComputeSpec compute => new NfvOrchestrator.Vim.ComputeSpec
            {
                Tags = tags,
                Name = compute.Name,
                Vcpus = compute.VirtualCpus,
                MemoryMib = compute.MemoryMib,
                CpuPolicy = compute.DedicatedCpus ? VimCpuPolicy.DEDICATED : VimCpuPolicy.SHARED,
                HugepageSizeKib = compute.HugepageSizeMib * 1024L,
                DiskGib = compute.Requirements?.LocalDiskGib ?? 0,
                FurtherDisksGib = compute.Requirements?.FurtherDisksGib ?? [],
                CpuThreadPolicy = Enum.TryParse<VimCpuThreadPolicy>(compute.Requirements?.CpuThreadPolicy, out var threads) ? threads : null,
                NumaNodes = compute.Requirements?.NumaNodes ?? 0,
                PciDevices = [.. (compute.Requirements?.PciDevices ?? []).Select(d => new VimPciRequest(d.Alias, d.Count))],
                FlavourProperties = compute.Requirements?.FlavourProperties ?? new Dictionary<string, string>(StringComparer.Ordinal),
                ImageRef = compute.Placement?.ImageId ?? compute.ImageRef,
                FlavourRef = compute.Placement?.FlavourId,
                Zone = compute.Placement?.Zone,
                PortKeys = [.. compute.PortKeys.Select(k => compute.ProvidedPorts?.GetValueOrDefault(k) ?? Key(k))],
                VolumeKeys = [.. compute.StorageKeys.Select(Key)],
                AffinityGroupKeys = [.. compute.AffinityGroupKeys.Select(Key)],
                UserData = compute.UserData,
                ConfigDrive = compute.ConfigDrive,
                Metadata = MetadataOf(node.Key, compute),
            },
            Planned.SnapshotSpec snapshot => new NfvOrchestrator.Vim.SnapshotSpec
            {
                Tags = tags,
                Name = node.Key,
                SourceKind = snapshot.SourceKey.StartsWith("storage/", StringComparison.Ordinal) ? VimResourceKind.Storage : VimResourceKind.Compute,
                SourceKey = Key(snapshot.SourceKey),
            },
            _ => throw new ArgumentException($"{node.Spec.ResourceKind} is not a VIM resource.", nameof(node)),
        };
    }

    /// <summary>A subnet is named by its block, or by the VIM's identifier.</summary>
    private static VimFixedIp SubnetOf(string subnet) => subnet.Contains('/', StringComparison.Ordinal) ? new VimFixedIp { SubnetCidr = subnet } : new VimFixedIp { SubnetId = subnet };

    private static VimSubnet Subnet(Planned.SubnetSpec subnet) => new()
    {
        Cidr = subnet.Cidr!,
        IpVersion = subnet.IpVersion,
        Dhcp = subnet.Dhcp,
        Gateway = subnet.GatewayIp,
        Pools = [.. (subnet.Pools ?? []).Select(p => p.Split('-', 2)).Where(p => p.Length == 2).Select(p => new VimAddressPool(p[0], p[1]))],
        Ipv6Mode = Enum.TryParse<VimIpv6Mode>(subnet.Ipv6Mode, out var mode) ? mode : null,
    };

    /// <summary>Foreign sender addresses: those of the descriptor, and the virtual ones it serves.</summary>
    private static List<string> Allowed(Planned.PortSpec port, IReadOnlyDictionary<string, IReadOnlyList<string>>? reserved) =>
    [
        .. (port.AllowedAddresses ?? [])
            .Concat((port.Vips ?? []).SelectMany(v => v.PortKey is { } key ? reserved?.GetValueOrDefault(key) ?? [] : (v.Addresses ?? []).Where(a => System.Net.IPAddress.TryParse(a, out _))))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The incarnation is written to the server, so that a rebuild that was done shows, whoever looks.</summary>
    private static Dictionary<string, string> MetadataOf(string key, Planned.ComputeSpec compute)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["nfv.vnfc"] = key };
        if (compute.Incarnation > 0)
        {
            metadata[IncarnationMetadata] = compute.Incarnation.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return metadata;
    }

    private static VimVnicType VnicTypeOf(string type) => type.ToUpperInvariant() switch
    {
        "DIRECT" or "SR-IOV" or "SRIOV" => VimVnicType.DIRECT,
        "DIRECT-PHYSICAL" or "DIRECT_PHYSICAL" or "BAREMETAL" => VimVnicType.DIRECT_PHYSICAL,
        "MACVTAP" => VimVnicType.MACVTAP,
        "VIRTIO-FORWARDER" or "SMART-NIC" => VimVnicType.VIRTIO_FORWARDER,
        _ => VimVnicType.NORMAL,
    };
}
