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
        Planned.AffinityGroupSpec => VimResourceKind.AffinityGroup,
        Planned.ComputeSpec => VimResourceKind.Compute,
        Planned.SnapshotSpec => VimResourceKind.Snapshot,
        _ => throw new ArgumentException($"{spec?.ResourceKind} is not a VIM resource.", nameof(spec)),
    };

    /// <summary>The VIM spec of a planned resource.</summary>
    public static VimResourceSpec Of(VimScope scope, ResourceNode node)
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
                Subnets = [.. network.Subnets.Where(s => s.Cidr is not null).Select(s => new VimSubnet { Cidr = s.Cidr!, IpVersion = s.IpVersion, Dhcp = s.Dhcp, Gateway = s.GatewayIp })],
            },
            Planned.AffinityGroupSpec group => new NfvOrchestrator.Vim.AffinityGroupSpec
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
                Scope = Enum.TryParse<VimAffinityScope>(group.Scope, out var affinityScope) ? affinityScope : VimAffinityScope.NFVI_NODE,
            },
            Planned.StorageSpec volume => new NfvOrchestrator.Vim.StorageSpec
            {
                Tags = tags,
                Name = node.Key,
                SizeGib = volume.SizeGib,
                ImageRef = volume.SnapshotKey is null ? volume.ImageRef : null,
                SnapshotKey = volume.SnapshotKey,
            },
            Planned.PortSpec port => new NfvOrchestrator.Vim.PortSpec
            {
                Tags = tags,
                Name = node.Key,
                NetworkRef = port.ExternalNetworkId ?? Key(port.NetworkKey!),
                FixedIps = [.. port.FixedAddresses.Select(a => new VimFixedIp { Address = a }), .. port.DynamicSubnets.Select(s => new VimFixedIp { SubnetCidr = s })],
                MacAddress = port.MacAddress,
                VnicType = VnicTypeOf(port.VnicType),
                Bandwidth = port.BandwidthBps is { } bps ? new VimQos { MinBitsPerSecond = bps } : null,
            },
            Planned.ComputeSpec compute => new NfvOrchestrator.Vim.ComputeSpec
            {
                Tags = tags,
                Name = compute.Name,
                Vcpus = compute.VirtualCpus,
                MemoryMib = compute.MemoryMib,
                CpuPolicy = compute.DedicatedCpus ? VimCpuPolicy.DEDICATED : VimCpuPolicy.SHARED,
                HugepageSizeKib = compute.HugepageSizeMib * 1024L,
                ImageRef = compute.Placement?.ImageId ?? compute.ImageRef,
                FlavourRef = compute.Placement?.FlavourId,
                Zone = compute.Placement?.Zone,
                PortKeys = [.. compute.PortKeys.Select(k => compute.ProvidedPorts?.GetValueOrDefault(k) ?? Key(k))],
                VolumeKeys = [.. compute.StorageKeys.Select(Key)],
                AffinityGroupKeys = [.. compute.AffinityGroupKeys.Select(Key)],
                UserData = compute.UserData,
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
        "DIRECT-PHYSICAL" or "BAREMETAL" => VimVnicType.DIRECT_PHYSICAL,
        "MACVTAP" => VimVnicType.MACVTAP,
        "VIRTIO-FORWARDER" or "SMART-NIC" => VimVnicType.VIRTIO_FORWARDER,
        _ => VimVnicType.NORMAL,
    };
}
