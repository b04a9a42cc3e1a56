using System.Globalization;
using System.Net;
using System.Text.Json;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>The resources of an instance in the words of SOL003 (§5.5.3.12 InstantiatedVnfInfo). Pure.</summary>
public static class VnfInfoRenderer
{
    private const string NoMacAddress = "00:00:00:00:00:00";

    /// <summary>Reads what a step reported.</summary>
    public static ResourceOutput? Output(JsonElement? output)
        => output is { ValueKind: JsonValueKind.Object } json ? json.Deserialize(LifecycleJsonContext.Default.ResourceOutput) : null;

    /// <summary>Renders the instance's resources into the parts of <paramref name="head"/> that follow from them.</summary>
    /// <param name="head">Flavour, state, scale status and the like; the resource lists are filled in.</param>
    /// <param name="resources">The instance's resources; those that are not there for sure are left out.</param>
    /// <param name="links">The external virtual links of the instance.</param>
    /// <param name="managed">Externally managed internal links, as given.</param>
    /// <param name="extCpdIds">External CPDs of the flavour: shown without addresses when there is no port yet, because a VNF always has external connection points.</param>
    public static InstantiatedVnfInfo Render(
        InstantiatedVnfInfo head,
        IReadOnlyList<ManagedResource> resources,
        IReadOnlyList<ExternalLink> links,
        IReadOnlyList<ExtManagedVirtualLinkData> managed,
        IReadOnlyList<string> extCpdIds)
    {
        ArgumentNullException.ThrowIfNull(extCpdIds);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(managed);
        var present = resources.Where(r => r.Condition != ResourceCondition.Uncertain && r.ResourceId is not null).ToList();
        var ports = present.Where(r => r.Node.Spec is PortSpec).ToDictionary(r => r.Node.Key, StringComparer.Ordinal);
        var vnfcs = (head.VnfcInfo ?? []).ToDictionary(v => v.Id, v => v.VnfcConfigurableProperties, StringComparer.Ordinal);
        var segments = ports.Values.SelectMany(p => Spec(p).SubPorts ?? []).ToDictionary(s => s.PortKey, s => s.SegmentationId, StringComparer.Ordinal);
        var extCps = ports.Values.Where(p => Spec(p).ExtCpdId is not null).Select(p => ExtCp(p, segments)).Concat(VipInfos.WithoutPort(ports.Values)).ToList();
        var vips = VipInfos.Of(ports.Values);
        return head with
        {
            ExtCpInfo = extCps.Count > 0 ? extCps : [.. extCpdIds.Select(NotThereYet)],
            VipCpInfo = vips.Count == 0 ? null : vips,
            ExtVirtualLinkInfo = links.Count == 0 ? null : [.. links.Select(l => ExtLink(l, ports.Values))],
            ExtManagedVirtualLinkInfo = managed.Count == 0 ? null : [.. managed.Select(m => Managed(m, ports.Values))],
            VnfcResourceInfo = [.. present.Where(r => r.Node.Spec is ComputeSpec).Select(r => Vnfc(r, ports, segments))],
            VnfcInfo = [.. resources.Where(r => r.Node.Spec is ComputeSpec).Select(r => Vnfc(r, vnfcs.GetValueOrDefault(r.Node.Key)))],
            VnfVirtualLinkResourceInfo = [.. present.Where(r => r.Node.Spec is NetworkSpec).Select(r => VirtualLink(r, ports.Values))],
            VirtualStorageResourceInfo = [.. present.Where(r => r.Node.Spec is StorageSpec).Select(Storage)],
        };
    }

    /// <summary>The handle of a resource.</summary>
    internal static ResourceHandle Handle(ManagedResource resource) => new()
    {
        VimConnectionId = Output(resource.Outputs)?.VimConnectionId,
        ResourceId = resource.ResourceId ?? "",
        VimLevelResourceType = resource.Node.Spec.ResourceKind.ToString(),
    };

    /// <summary>What a server and its ports were to have and go without, as metadata of its VNFC (member <c>warnings</c>); null: nothing.</summary>
    internal static IReadOnlyDictionary<string, JsonElement>? Warnings(ManagedResource server, IReadOnlyDictionary<string, ManagedResource> ports)
    {
        var all = new[] { server }.Concat(((ComputeSpec)server.Node.Spec).PortKeys.Where(ports.ContainsKey).Select(k => ports[k])).SelectMany(r => Output(r.Outputs)?.Warnings ?? []).Distinct(StringComparer.Ordinal).ToArray();
        return all.Length == 0
            ? null
            : new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["warnings"] = JsonSerializer.SerializeToElement(all, LifecycleJsonContext.Default.StringArray) };
    }

    /// <summary>The outer address of a port as metadata of its connection point (member <c>floatingIpAddress</c>), for SOL003 has no place for it; null: it has none.</summary>
    internal static IReadOnlyDictionary<string, JsonElement>? FloatingAddress(ManagedResource port) => Output(port.Outputs)?.FloatingAddress is { } outer
        ? new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["floatingIpAddress"] = JsonSerializer.SerializeToElement(outer, LifecycleJsonContext.Default.String) }
        : null;

    /// <summary>The id in the descriptor of what a network or volume is made from.</summary>
    internal static string DescriptorId(ResourceNode node) => node.Spec switch
    {
        StorageSpec { DescriptorId: { } id } => id,
        NetworkSpec { DescriptorId: { } id } => id,
        _ => node.Key.Split('/')[1],
    };

    private static PortSpec Spec(ManagedResource port) => (PortSpec)port.Node.Spec;

    private static VnfExtCpInfo ExtCp(ManagedResource port, Dictionary<string, int?> segments) => new()
    {
        Id = ExtCpId(port),
        CpdId = Spec(port).ExtCpdId!,
        CpConfigId = Spec(port).CpConfigId ?? port.Node.Key,
        CpProtocolInfo = Protocols(port, segments.GetValueOrDefault(port.Node.Key)),
        ExtLinkPortId = LinkPortId(port),
        AssociatedVnfcCpId = Spec(port).VipId is null ? port.Node.Key : null,
        AssociatedVipCpId = Spec(port).VipId,
        Metadata = FloatingAddress(port),
    };

    private static VnfExtCpInfo NotThereYet(string cpdId) => new()
    {
        Id = "ext-" + cpdId,
        CpdId = cpdId,
        CpConfigId = cpdId,
        CpProtocolInfo = [new CpProtocolInfo { LayerProtocol = LayerProtocol.IP_OVER_ETHERNET, IpOverEthernet = new IpOverEthernetAddressInfo { MacAddress = NoMacAddress } }],
    };

    private static string LinkPortId(ManagedResource port) => Spec(port).LinkPortId ?? port.Node.Key;

    /// <summary>The VNFC: also one that has lost its resources, or has them not yet (SOL002 §5.5.3.29).</summary>
    private static VnfcInfo Vnfc(ManagedResource server, IReadOnlyDictionary<string, JsonElement>? properties) => new()
    {
        Id = server.Node.Key,
        VduId = ((ComputeSpec)server.Node.Spec).VduId,
        VnfcResourceInfoId = server.Condition != ResourceCondition.Uncertain && server.ResourceId is not null ? server.Node.Key : null,
        VnfcState = ((ComputeSpec)server.Node.Spec).Stopped ? VnfOperationalStateType.STOPPED : VnfOperationalStateType.STARTED,
        VnfcConfigurableProperties = properties,
    };

    private static string ExtCpId(ManagedResource port) => VipInfos.ExtCpId(port.Node.Key);

    private static ExtVirtualLinkInfo ExtLink(ExternalLink link, IEnumerable<ManagedResource> ports)
    {
        var attached = ports.Where(p => Spec(p).ExtVirtualLinkId == link.Id).ToList();
        return new ExtVirtualLinkInfo
        {
            Id = link.Id,
            ResourceHandle = new ResourceHandle { ResourceId = link.NetworkId, VimConnectionId = link.VimConnectionId },
            ExtLinkPorts = attached.Count == 0
                ? null
                : [.. attached.Select(p => new ExtLinkPortInfo { Id = LinkPortId(p), ResourceHandle = Handle(p), CpInstanceId = ExtCpId(p), TrunkResourceId = Output(p.Outputs)?.TrunkId })],
            CurrentVnfExtCpData =
            [
                // What was asked for, entry by entry; where nothing was, what came of it (SOL003 §5.5.3.3).
                .. link.ExtCps.Select(cp => cp.CpConfig is { Count: > 0 } ? cp : cp with
                {
                    CpConfig = attached.Where(p => Spec(p).ExtCpdId == cp.CpdId)
                        .ToDictionary(p => p.Node.Key, p => (VnfExtCpConfig?)new VnfExtCpConfig { CpProtocolData = ProtocolData(p) }, StringComparer.Ordinal),
                }),
            ],
        };
    }

    private static ExtManagedVirtualLinkInfo Managed(ExtManagedVirtualLinkData data, IEnumerable<ManagedResource> ports) => new()
    {
        Id = data.Id,
        VnfVirtualLinkDescId = data.VnfVirtualLinkDescId,
        NetworkResource = new ResourceHandle { ResourceId = data.ResourceId, VimConnectionId = data.VimConnectionId },
        VnfLinkPorts = LinkPorts(ports.Where(p => Spec(p).ExtCpdId is null && Spec(p).ExternalNetworkId == data.ResourceId)),
    };

    private static VnfcResourceInfo Vnfc(ManagedResource server, Dictionary<string, ManagedResource> ports, Dictionary<string, int?> segments)
    {
        var spec = (ComputeSpec)server.Node.Spec;
        return new VnfcResourceInfo
        {
            Id = server.Node.Key,
            VduId = spec.VduId,
            ComputeResource = Handle(server),
            ZoneId = Output(server.Outputs)?.Zone,
            StorageResourceIds = spec.StorageKeys.Count == 0 ? null : spec.StorageKeys,
            Metadata = Warnings(server, ports),
            VnfcCpInfo =
            [
                .. WithCarried(spec, ports).Select(p => new VnfcCpInfo
                {
                    Id = p.Node.Key,
                    CpdId = Spec(p).CpdId,
                    VnfExtCpId = Spec(p).ExtCpdId is null ? null : ExtCpId(p),
                    // Addresses of externally visible points are told there (SOL003 §5.5.3.15).
                    CpProtocolInfo = Spec(p).ExtCpdId is null ? Protocols(p, segments.GetValueOrDefault(p.Node.Key)) : null,
                    VnfLinkPortId = Spec(p).ExtCpdId is null ? p.Node.Key : null,
                    Metadata = Spec(p).ExtCpdId is null ? FloatingAddress(p) : null,
                }),
            ],
        };
    }

    /// <summary>The connection points of a server: its interfaces, each followed by those that are carried on it.</summary>
    private static IEnumerable<ManagedResource> WithCarried(ComputeSpec server, Dictionary<string, ManagedResource> ports)
        => server.PortKeys.Where(ports.ContainsKey).Select(k => ports[k]).SelectMany(p => new[] { p }.Concat((Spec(p).SubPorts ?? []).Where(s => ports.ContainsKey(s.PortKey)).Select(s => ports[s.PortKey])));

    private static VnfVirtualLinkResourceInfo VirtualLink(ManagedResource network, IEnumerable<ManagedResource> ports) => new()
    {
        Id = network.Node.Key,
        VnfVirtualLinkDescId = DescriptorId(network.Node),
        NetworkResource = Handle(network),
        VnfLinkPorts = LinkPorts(ports.Where(p => Spec(p).NetworkKey == network.Node.Key)),
    };

    private static List<VnfLinkPortInfo>? LinkPorts(IEnumerable<ManagedResource> ports)
    {
        var list = ports.Select(p => new VnfLinkPortInfo
        {
            Id = p.Node.Key,
            ResourceHandle = Handle(p),
            CpInstanceId = Spec(p).VipId is null ? p.Node.Key : null,
            CpInstanceType = Spec(p).VipId is null ? CpInstanceType.VNFC_CP : null,
            VipCpInstanceId = Spec(p).VipId,
            TrunkResourceId = Output(p.Outputs)?.TrunkId,
        }).ToList();
        return list.Count == 0 ? null : list;
    }

    private static VirtualStorageResourceInfo Storage(ManagedResource volume) => new()
    {
        Id = volume.Node.Key,
        VirtualStorageDescId = DescriptorId(volume.Node),
        StorageResource = Handle(volume),
        ZoneId = Output(volume.Outputs)?.Zone,
    };

    /// <summary>The addresses a port has.</summary>
    internal static IReadOnlyList<CpProtocolInfo> Protocols(ManagedResource port, int? segment = null)
        => Output(port.Outputs) is { } output ? Protocols(output.MacAddress, output.Addresses, segment) : Protocols(null, [], segment);

    /// <summary>Addresses in the words of SOL003.</summary>
    internal static IReadOnlyList<CpProtocolInfo> Protocols(string? macAddress, IReadOnlyList<string> addresses, int? segment) =>
    [
        new CpProtocolInfo
        {
            LayerProtocol = LayerProtocol.IP_OVER_ETHERNET,
            IpOverEthernet = new IpOverEthernetAddressInfo
            {
                MacAddress = macAddress ?? NoMacAddress,
                SegmentationId = segment?.ToString(CultureInfo.InvariantCulture),
                IpAddresses = addresses.Count == 0
                    ? null
                    : [.. addresses.Where(a => IPAddress.TryParse(a, out _)).GroupBy(Version).Select(g => new IpAddressInfo { Type = g.Key, Addresses = [.. g] })],
            },
        },
    ];

    private static IReadOnlyList<CpProtocolData>? ProtocolData(ManagedResource port)
    {
        var output = Output(port.Outputs);
        return output?.MacAddress is null && (output is null || output.Addresses.Count == 0)
            ? null
            :
            [
                new CpProtocolData
                {
                    LayerProtocol = LayerProtocol.IP_OVER_ETHERNET,
                    IpOverEthernet = new IpOverEthernetAddressData
                    {
                        MacAddress = output.MacAddress,
                        IpAddresses = output.Addresses.Count == 0
                            ? null
                            : [.. output.Addresses.GroupBy(Version).Select(g => new IpAddressData { Type = g.Key, FixedAddresses = [.. g] })],
                    },
                },
            ];
    }

    private static IpAddressType Version(string address)
        => IPAddress.TryParse(address, out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IpAddressType.IPV6 : IpAddressType.IPV4;
}
