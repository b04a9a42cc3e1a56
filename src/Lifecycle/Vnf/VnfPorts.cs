using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>The ports of a VNF as its descriptor and its connections want them: those of VNFCs, those carried on trunks, those of virtual addresses. Pure; made once per target.</summary>
internal sealed class VnfPorts
{
    private readonly VnfTargetInput input;
    private readonly Dictionary<string, ExtCp> exposed;
    private readonly Dictionary<string, ExtCp?> extCps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<VduCp>> sharers = new(StringComparer.Ordinal);
    private readonly ILookup<string, VduCp> carried;
    private readonly Dictionary<string, List<PortVipSpec>> vips = new(StringComparer.Ordinal);
    private readonly List<ResourceNode> vipNodes = [];
    private readonly Dictionary<string, ResourceNode?> groups = new(StringComparer.Ordinal);

    public VnfPorts(VnfTargetInput input)
    {
        this.input = input;
        var flavour = input.Flavour;
        exposed = flavour.ExtCps.Where(cp => cp.InternalVirtualLinkId is not null)
            .GroupBy(cp => cp.InternalVirtualLinkId!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.FirstOrDefault(cp => LinkOf(cp) is not null) ?? g.First(), StringComparer.Ordinal);
        var direct = flavour.ExtCps.SelectMany(e => e.VduCpIds.Select(id => (id, e))).GroupBy(p => p.id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().e, StringComparer.Ordinal);
        foreach (var cp in flavour.InternalCps)
        {
            var ext = (cp.VirtualLinkId is not null ? exposed.GetValueOrDefault(cp.VirtualLinkId) : null) ?? direct.GetValueOrDefault(cp.Id);
            extCps[cp.Id] = ext;
            if (ext is not null)
            {
                (sharers.TryGetValue(ext.CpdId, out var list) ? list : sharers[ext.CpdId] = []).Add(cp);
            }
        }
        carried = flavour.InternalCps.Where(c => c.TrunkCpId is not null).ToLookup(c => c.TrunkCpId!, StringComparer.Ordinal);
        foreach (var vip in flavour.VipCps)
        {
            AddVip(vip);
        }
    }

    /// <summary>Ports that reserve virtual addresses.</summary>
    public IReadOnlyList<ResourceNode> Vips => vipNodes;

    /// <summary>Whether an internal link is a network that somebody else has: the outside link through which it is seen.</summary>
    public bool IsOutside(string linkId) => exposed.TryGetValue(linkId, out var cp) && LinkOf(cp) is not null;

    /// <summary>How many ports draw an address from an internal link: those to which the descriptor gives none.</summary>
    public int CountOn(string linkId)
        => input.Flavour.InternalCps.Where(c => c.VirtualLinkId == linkId && IsConnected(c)).Sum(c => Drawing(c.Addressing, input.VnfcCounts.GetValueOrDefault(c.VduId)))
            + input.Flavour.VipCps.Where(v => v.VirtualLinkId == linkId && v.DedicatedIpAddress).Sum(v => Drawing(v.Addressing, VipCount(v)));

    /// <summary>How many instances of an external connection point there are.</summary>
    public int InstancesOf(ExtCp cp) => input.Flavour.VipCps.FirstOrDefault(v => v.Id == cp.CpdId) is { } vip
        ? VipCount(vip)
        : sharers.GetValueOrDefault(cp.CpdId) is { Count: > 0 } all ? all.Count * all.Max(c => input.VnfcCounts.GetValueOrDefault(c.VduId)) : 0;

    /// <summary>The external link a connection point is attached to; null: none.</summary>
    public ExternalLink? LinkOf(ExtCp cp) => input.ExternalLinks.FirstOrDefault(l => l.CpdIds.Any(id => IsNamed(cp, id)));

    /// <summary>Whether a name in a request means an external connection point.</summary>
    public static bool IsNamed(ExtCp cp, string name) => cp.CpdId == name || cp.RequirementName == name;

    /// <summary>Whether there are ports of a connection point: an optional external one that nobody connected has none, nor has what is carried on it.</summary>
    public bool IsConnected(VduCp cp)
        => (cp.VirtualLinkId is not null || (extCps[cp.Id] is { } ext && LinkOf(ext) is not null))
            && (cp.TrunkCpId is null || input.Flavour.InternalCps.FirstOrDefault(c => c.Id == cp.TrunkCpId) is { TrunkCpId: null } parent && IsConnected(parent));

    /// <summary>The security group of a connection point; null: nobody said anything about it.</summary>
    public ResourceNode? GroupOf(VduCp cp)
    {
        if (groups.TryGetValue(cp.Id, out var known))
        {
            return known;
        }
        var names = new HashSet<string>(StringComparer.Ordinal) { cp.Id };
        if (extCps[cp.Id] is { } ext && LinkOf(ext) is not null)
        {
            names.Add(ext.CpdId);
        }
        // What comes for a virtual address comes through the ports that serve it.
        names.UnionWith((vips.GetValueOrDefault(cp.Id) ?? []).Select(v => v.CpdId));
        var rules = SecurityRules.Of(input.Flavour.SecurityGroupRules.Where(r => r.Targets.Any(names.Contains)));
        return groups[cp.Id] = rules.Count == 0 ? null : new ResourceNode
        {
            Key = $"securityGroup/{cp.Id}",
            Spec = new SecurityGroupSpec { Name = $"{input.InstanceName}-{cp.Id}", Rules = rules },
        };
    }

    /// <summary>The port of a connection point of one VNFC, after the ports it carries; empty when nobody connected it.</summary>
    public IReadOnlyList<ResourceNode> Of(VduCp cp, int index)
    {
        if (Port(cp, index) is not { } port)
        {
            return [];
        }
        var parts = carried[cp.Id].Select(part => (Part: part, Node: Port(part, index))).Where(p => p.Node is not null).ToList();
        return parts.Count == 0
            ? [port]
            :
            [
                .. parts.Select(p => p.Node!),
                port with
                {
                    DependsOn = [.. port.DependsOn, .. parts.Select(p => p.Node!.Key)],
                    Spec = (PortSpec)port.Spec with { SubPorts = [.. parts.Select(p => new SubPortSpec(p.Node!.Key, Segment(p.Part, index)))] },
                },
            ];
    }

    /// <summary>The VLAN of a carried port: as its configuration says, else as the descriptor does; null: that of its network.</summary>
    public int? Segment(VduCp part, int index)
    {
        if (extCps[part.Id] is { } ext && LinkOf(ext) is { } link)
        {
            var (said, id) = ExternalPort.Segmentation(Data(link, ext), Slot(part, ext, index));
            if (said)
            {
                return id;
            }
        }
        return string.Equals(part.SegmentationType, "inherit", StringComparison.OrdinalIgnoreCase) ? null : part.SegmentationId;
    }

    private static string PortKey(string cpId, int index) => $"port/{cpId}/{index}";

    private static VnfExtCpData Data(ExternalLink link, ExtCp cp) => link.ExtCps.First(c => IsNamed(cp, c.CpdId));

    private ResourceNode? Port(VduCp cp, int index)
    {
        if (!IsConnected(cp))
        {
            return null;
        }
        var ext = extCps[cp.Id];
        var link = ext is null ? null : LinkOf(ext);
        var group = GroupOf(cp);
        var served = vips.GetValueOrDefault(cp.Id);
        var spec = new PortSpec
        {
            CpdId = cp.Id,
            ExtCpdId = link is null ? null : ext!.CpdId,
            ExtVirtualLinkId = link?.Id,
            VnicType = cp.VnicType,
            FloatingAddress = IsFloating(cp.Addressing),
            BandwidthBps = cp.BitrateRequirementBitsPerSecond is > 0 and var bitrate ? bitrate : null,
            SecurityGroupKey = group?.Key,
            // Rules that are to hold need a filter.
            Unfiltered = group is null && InterfaceRequirements.IsUnfiltered(cp),
            AllowedAddresses = InterfaceRequirements.AllowedAddresses(cp),
            Vips = served,
        };
        List<string> needs = [.. served?.Select(v => v.PortKey).OfType<string>() ?? []];
        if (group is not null)
        {
            needs.Add(group.Key);
        }
        if (link is not null)
        {
            return new ResourceNode
            {
                Key = PortKey(cp.Id, index),
                DependsOn = needs,
                Spec = ExternalPort.Configure(spec with { ExternalNetworkId = link.NetworkId }, link, Data(link, ext!), Slot(cp, ext!, index)),
            };
        }
        return Inside(PortKey(cp.Id, index), spec with { FixedAddresses = Assigned(cp.Addressing, index) }, cp.VirtualLinkId!, needs);
    }

    /// <summary>A port on an internal link, whoever manages it.</summary>
    private ResourceNode Inside(string key, PortSpec spec, string linkId, List<string> needs)
    {
        if (input.ManagedLinks.TryGetValue(linkId, out var managed))
        {
            return new ResourceNode { Key = key, DependsOn = needs, Spec = spec with { ExternalNetworkId = managed } };
        }
        var network = $"network/{linkId}";
        return new ResourceNode { Key = key, DependsOn = [network, .. needs], Spec = spec with { NetworkKey = network } };
    }

    private void AddVip(VipCp vip)
    {
        var ext = vip.VirtualLinkId is not null ? exposed.GetValueOrDefault(vip.VirtualLinkId) : input.Flavour.ExtCps.FirstOrDefault(e => e.CpdId == vip.Id);
        var link = ext is null ? null : LinkOf(ext);
        if (link is null && vip.VirtualLinkId is null)
        {
            return;
        }
        var isExternalCp = link is not null && vip.VirtualLinkId is null;
        for (var index = 0; index < VipCount(vip); index++)
        {
            var id = $"vip/{vip.Id}/{index}";
            var port = new PortSpec { CpdId = vip.Id, VipId = id, ExtCpdId = link is null ? null : ext!.CpdId, ExtVirtualLinkId = link?.Id, ExternalNetworkId = link?.NetworkId, FloatingAddress = IsFloating(vip.Addressing) };
            port = isExternalCp
                ? ExternalPort.Configure(port, link!, Data(link!, ext!), index)
                : port with { FixedAddresses = Assigned(vip.Addressing, index) };
            var hasPort = vip.DedicatedIpAddress && !(isExternalCp && ExternalPort.CreatesLinkPort(Data(link!, ext!), index) == false);
            var key = PortKey(vip.Id, index);
            if (hasPort)
            {
                vipNodes.Add(link is not null ? new ResourceNode { Key = key, Spec = port } : Inside(key, port, vip.VirtualLinkId!, []));
            }
            var asked = port.FixedAddresses.Concat(port.DynamicSubnets).ToList();
            var membership = new PortVipSpec
            {
                Id = id,
                CpdId = vip.Id,
                PortKey = hasPort ? key : null,
                Addresses = asked.Count == 0 ? null : asked,
                ExtCpdId = hasPort || link is null ? null : ext!.CpdId,
                CpConfigId = hasPort ? null : port.CpConfigId,
            };
            foreach (var target in vip.TargetCpIds)
            {
                (vips.TryGetValue(target, out var list) ? list : vips[target] = []).Add(membership);
            }
        }
    }

    private int VipCount(VipCp vip) => Math.Max(0, input.CpCounts?.TryGetValue(vip.Id, out var count) == true ? count : vip.InitialDelta);

    /// <summary>Several internal points may be seen through one external point: no address is given twice, and scaling moves none.</summary>
    private int Slot(VduCp cp, ExtCp ext, int index)
    {
        var all = sharers[ext.CpdId];
        return index * all.Count + all.FindIndex(c => c.Id == cp.Id);
    }

    /// <summary>Whether an outer address is wanted. They are for IPv4: an IPv6 address needs none.</summary>
    private static bool IsFloating(IReadOnlyList<CpAddressing> addressing) => addressing.Any(static a => a.FloatingIpActivated
        && !string.Equals(a.IpAddressType, "ipv6", StringComparison.OrdinalIgnoreCase) && !string.Equals(a.AssociatedLayerProtocol, "ipv6", StringComparison.OrdinalIgnoreCase));

    private static int Drawing(IReadOnlyList<CpAddressing> addressing, int instances) => Math.Max(0, instances - addressing.Select(a => a.FixedIpAddresses.Count).DefaultIfEmpty(0).Max());

    /// <summary>The addresses that the descriptor gives to an instance: of each list the one in its place.</summary>
    private static List<string> Assigned(IReadOnlyList<CpAddressing> addressing, int index)
        => [.. addressing.Where(a => index < a.FixedIpAddresses.Count).Select(a => a.FixedIpAddresses[index])];
}
