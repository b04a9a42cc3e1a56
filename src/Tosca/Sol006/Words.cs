using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>Words and units of SOL006 in those of our model.</summary>
internal static class Words
{
    /// <summary>SOL006 says GB, OSM and every VIM mean 2³⁰ bytes.</summary>
    private const double Gigabyte = 1L << 30;

    public static long Bytes(double gigabytes) => (long)Math.Min(Math.Ceiling(gigabytes * Gigabyte), long.MaxValue / 2);

    public static long Mebibytes(double gigabytes) => Math.Max(1, (Bytes(gigabytes) + 1048575) / 1048576);

    /// <summary>yang:timeticks are hundredths of a second.</summary>
    public static double? Seconds(double? timeticks) => timeticks / 100;

    /// <summary><c>NFVI-PoP</c>, <c>nfvi-node</c>, <c>zoneGroup</c>… as SOL001 writes them.</summary>
    public static string Scope(string? scope) => (scope ?? "nfvi-node").Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "nfvipop" => "nfvi_pop",
        "zone" => "zone",
        "zonegroup" => "zone_group",
        "networklinkandnode" => "network_link_and_node",
        _ => "nfvi_node",
    };

    public static bool IsAnti(string? type) => type?.Contains("anti", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Kinds of interface as OSM names them, and vnic types of SOL006, in those of Neutron and SOL001.</summary>
    public static string VnicType(string? type) => type?.ToLowerInvariant() switch
    {
        "sr-iov" or "sriov" or "direct" => "direct",
        "pci-passthrough" or "direct-physical" => "direct-physical",
        "macvtap" => "macvtap",
        "baremetal" => "baremetal",
        "virtio-forwarder" => "virtio-forwarder",
        "smart-nic" => "smart-nic",
        _ => "normal",
    };

    public static IReadOnlyList<string> LayerProtocols(YangNode node) =>
        node.List("layer-protocol").Select(p => p.Value ?? p.Text("protocol")).OfType<string>().Select(p => YangNode.Local(p).ToLowerInvariant()).ToList();

    /// <summary>Addresses of a connection point; their kind only says which of the two containers is there.</summary>
    public static IReadOnlyList<CpAddressing> Addressing(YangNode node) =>
        node.List("protocol").SelectMany(p => p.List("address-data").Where(a => a.Any("type", "address-type") is not null || a.Has("l3-address-data") || a.Has("l2-address-data")).Select(a => (Protocol: p, Address: a))).Select(p => new CpAddressing
        {
            AssociatedLayerProtocol = p.Protocol.Identity("associated-layer-protocol"),
            MacAddressAssignment = p.Address["l2-address-data"]?.Bool("mac-address-assignment"),
            IpAddressAssignment = p.Address["l3-address-data"]?.Bool("ip-address-assignment"),
            FloatingIpActivated = p.Address["l3-address-data"]?.Bool("floating-ip-activated") ?? false,
            IpAddressType = p.Address["l3-address-data"]?.Identity("ip-address-type"),
            NumberOfIpAddress = p.Address["l3-address-data"]?.Int("number-of-ip-addresses", "number-of-ip-address"),
            FixedIpAddresses = p.Address["l3-address-data"]?.Texts("fixed-ip-address") ?? [],
        }).ToList();

    public static IReadOnlyList<VirtualLinkProtocolData> Protocols(YangNode? profile) => profile is null ? [] : profile.List("virtual-link-protocol-data").Select(p => new VirtualLinkProtocolData
    {
        AssociatedLayerProtocol = p.Identity("associated-layer-protocol"),
        L2 = p["l2-protocol-data"] is not { } l2 ? null : new L2ProtocolData
        {
            Name = l2.Text("name"),
            NetworkType = l2.Identity("network-type"),
            VlanTransparent = l2.Bool("vlan-transparent") ?? false,
            MtuBytes = l2.Int("mtu"),
            SegmentationId = l2.Text("segmentation-id"),
        },
        L3 = p["l3-protocol-data"] is not { } l3 ? null : new L3ProtocolData
        {
            Name = l3.Text("name"),
            IpVersion = l3.Identity("ip-version") ?? "ipv4",
            Cidr = l3.Text("cidr"),
            GatewayIp = l3.Text("gateway-ip"),
            DhcpEnabled = l3.Bool("dhcp-enabled") ?? true,
            Ipv6AddressMode = l3.Identity("ipv6-address-mode"),
            AllocationPools = l3.Texts("ip-allocation-pools").Select(Pool).OfType<IpAllocationPool>().ToList(),
        },
    }).ToList();

    public static LinkBitrate? Bitrate(YangNode? node) =>
        node?.Number("root") is { } root ? new LinkBitrate((long)root, node.Number("leaf") is { } leaf ? (long)leaf : null) : null;

    public static LinkQos? Qos(YangNode? node) => node is null ? null : new LinkQos
    {
        LatencyMilliseconds = node.Number("latency"),
        PacketDelayVariationMilliseconds = node.Number("packet-delay-variation"),
        PacketLossRatio = node.Number("packet-loss-ratio"),
        Priority = node.Int("priority"),
    };

    public static IReadOnlyList<MonitoringParameter> Monitoring(YangNode node, string name = "monitoring-parameter") => node.List(name).Select((p, i) => new MonitoringParameter
    {
        Id = p.Text("id") ?? p.Text("name") ?? $"{i}",
        Name = p.Text("name"),
        PerformanceMetric = p.Text("performance-metric"),
        CollectionPeriodSeconds = p.Number("collection-period"),
    }).ToList();

    public static NfviMaintenanceInfo? Maintenance(YangNode? node) => node?["nfvi-maintenance-info"] is not { } info ? null : new NfviMaintenanceInfo
    {
        ImpactNotificationLeadTimeSeconds = Seconds(info.Number("impact-notification-lead-time")),
        IsImpactMitigationRequested = info.Bool("is-impact-mitigation-requested") ?? false,
        SupportedMigrationTypes = info.Texts("supported-migration-type").Select(t => t.Replace('-', '_').ToLowerInvariant()).ToList(),
        MaxUndetectableInterruptionTimeSeconds = Seconds(info.Number("max-undetectable-interruption-time")),
        MinRecoveryTimeBetweenImpactsSeconds = Seconds(info.Number("min-recovery-time-between-impacts")),
        MaxNumberOfImpactedInstances = info.List("max-number-of-impacted-instances").Select(l => new GroupSizeLimit(l.Int("group-size"), l.Int("max-number-of-impacted-instances") ?? 0)).ToList(),
        MinNumberOfPreservedInstances = info.List("min-number-of-preserved-instances").Select(l => new GroupSizeLimit(l.Int("group-size"), l.Int("min-number-of-preserved-instances") ?? 0)).ToList(),
    };

    public static IReadOnlyList<SecurityGroupRule> SecurityRules(YangNode node, Func<string, IReadOnlyList<string>> targets) => node.List("security-group-rule").Where(r => r.Text("id") is not null).Select(r => new SecurityGroupRule
    {
        Id = r.Text("id")!,
        Direction = r.Identity("direction") ?? "ingress",
        EtherType = r.Identity("ether-type") ?? "ipv4",
        Protocol = r.Identity("protocol") ?? "tcp",
        PortRangeMin = r.Int("port-range-min") ?? 0,
        PortRangeMax = r.Int("port-range-max") ?? 65535,
        Targets = targets(r.Text("id")!),
    }).ToList();

    /// <summary>Groups and local rules of profiles; <paramref name="profiles"/> gives the profiles with the ids of their instances.</summary>
    public static List<AffinityRule> Affinity(YangNode df, IEnumerable<(string Id, YangNode Profile)> profiles)
    {
        var members = new List<(string Group, string Member)>();
        var rules = new List<AffinityRule>();
        foreach (var (id, profile) in profiles)
        {
            members.AddRange(profile.Texts("affinity-or-anti-affinity-group-id").Concat(profile.List("affinity-or-anti-affinity-group").Select(g => g.Text("id") ?? g.Value).OfType<string>()).Select(g => (g, id)));
            foreach (var (local, i) in profile.List("local-affinity-or-anti-affinity-rule").Select((l, i) => (l, i)))
            {
                rules.Add(new AffinityRule
                {
                    Id = i == 0 ? $"{id}-local" : $"{id}-local-{i}",
                    Anti = IsAnti(local.Text("type", "affinity-type")),
                    Scope = Scope(local.Text("scope", "affinity-scope")),
                    Targets = [id],
                });
            }
        }

        foreach (var group in df.List("affinity-or-anti-affinity-group"))
        {
            var targets = members.Where(m => m.Group == group.Text("id")).Select(m => m.Member).Distinct(StringComparer.Ordinal).ToList();
            if (targets.Count > 0)
            {
                rules.Add(new AffinityRule
                {
                    Id = group.Text("id")!,
                    Anti = IsAnti(group.Text("type", "affinityorAntiaffinity", "affinity-type")),
                    Scope = Scope(group.Text("scope", "affinity-scope")),
                    Targets = targets,
                    PlacementGroups = [group.Text("id")!],
                });
            }
        }

        return rules;
    }

    private static IpAllocationPool? Pool(string text) =>
        text.Split(['-', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, var last] ? new IpAllocationPool(first, last) : null;
}
