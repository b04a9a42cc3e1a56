using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

/// <summary>A descriptor made by hand in which connection points do all they can: trunk with a part, two virtual addresses, rules, requirements, a link with all its data.</summary>
internal static class Wired
{
    public static DeploymentFlavour Flavour { get; } = new()
    {
        FlavourId = "wired",
        DefaultInstantiationLevelId = "default",
        Vdus = [Flavours.Vdu("gw", 2, 1, 8), Flavours.Vdu("db", 1)],
        InternalVirtualLinks =
        [
            new InternalVirtualLink
            {
                Id = "inner",
                MaxBitrate = new LinkBitrate(10_000_000_000, 2_000_000_000),
                ProtocolData =
                [
                    new VirtualLinkProtocolData { L2 = new L2ProtocolData { NetworkType = "vlan", SegmentationId = "204", MtuBytes = 8900, VlanTransparent = true } },
                    new VirtualLinkProtocolData
                    {
                        L3 = new L3ProtocolData { IpVersion = "ipv4", Cidr = "10.1.0.0/24", GatewayIp = "10.1.0.1", DhcpEnabled = false, AllocationPools = [new IpAllocationPool("10.1.0.100", "10.1.0.200")] },
                    },
                    new VirtualLinkProtocolData { L3 = new L3ProtocolData { IpVersion = "ipv6", Cidr = "fd00:1::/64", Ipv6AddressMode = "dhcpv6-stateless" } },
                ],
            },
            new InternalVirtualLink { Id = "voice" },
        ],
        InternalCps =
        [
            new VduCp { Id = "gw_in", VduId = "gw", VirtualLinkId = "inner", Order = 0, TrunkMode = true },
            new VduCp { Id = "gw_voice", VduId = "gw", VirtualLinkId = "voice", TrunkCpId = "gw_in", SegmentationType = "vlan", SegmentationId = 30 },
            new VduCp { Id = "gw_out", VduId = "gw", ExternalCpdId = "gw_out", Order = 1, InterfaceRequirements = Pairs(("allowed_address_pairs", "192.0.2.0/24; 198.51.100.7,fa:16:3e:00:00:07")) },
            new VduCp { Id = "gw_raw", VduId = "gw", VirtualLinkId = "voice", Order = 2, InterfaceRequirements = Pairs(("port_security_enabled", "False")), BitrateRequirementBitsPerSecond = 0 },
            new VduCp
            {
                Id = "db_in", VduId = "db", VirtualLinkId = "inner", BitrateRequirementBitsPerSecond = 1_000_000,
                Addressing = [new CpAddressing { FixedIpAddresses = ["10.1.0.10", "10.1.0.11"] }],
            },
        ],
        ExtCps = [new ExtCp { CpdId = "gw_out", VduCpIds = ["gw_out"], Mandatory = true }, new ExtCp { CpdId = "service" }],
        VipCps =
        [
            new VipCp { Id = "cluster", TargetCpIds = ["db_in", "gw_in"], VirtualLinkId = "inner", Addressing = [new CpAddressing { FixedIpAddresses = ["10.1.0.50"], FloatingIpActivated = true }] },
            new VipCp { Id = "service", TargetCpIds = ["gw_out"] },
            new VipCp { Id = "borrowed", TargetCpIds = ["db_in"], VirtualLinkId = "inner", DedicatedIpAddress = false, InitialDelta = 0 },
        ],
        SecurityGroupRules =
        [
            new SecurityGroupRule { Id = "web", Direction = "ingress", EtherType = "ipv4", Protocol = "tcp", PortRangeMin = 443, PortRangeMax = 443, Targets = ["gw_out"] },
            new SecurityGroupRule { Id = "vrrp", Direction = "ingress", EtherType = "ipv4", Protocol = "vrrp", PortRangeMin = 0, PortRangeMax = 65535, Targets = ["service"] },
            new SecurityGroupRule { Id = "all", Direction = "ingress", EtherType = "ipv6", Protocol = "udp", PortRangeMin = 0, PortRangeMax = 65535, Targets = ["db_in"] },
            new SecurityGroupRule { Id = "only", Direction = "egress", EtherType = "ipv6", Protocol = "icmp", PortRangeMin = 0, PortRangeMax = 65535, Targets = ["db_in"] },
        ],
        ScalingAspects =
        [
            Flavours.Aspect("load", 3, ["a", "b"], ("gw", "a", 1), ("gw", "b", 2)) with
            {
                CpDeltas = [new CpDelta("cluster", new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 0, ["b"] = 1 })],
            },
        ],
        InstantiationLevels =
        [
            new InstantiationLevel
            {
                LevelId = "default",
                InstancesByVdu = new Dictionary<string, int>(StringComparer.Ordinal) { ["gw"] = 2, ["db"] = 1 },
                InstancesByCp = new Dictionary<string, int>(StringComparer.Ordinal) { ["cluster"] = 1 },
                ScaleLevelByAspect = new Dictionary<string, int>(StringComparer.Ordinal) { ["load"] = 0 },
            },
        ],
    };

    public static VnfTargetInput Input(int gateways = 1, params ExternalLink[] links) => new()
    {
        InstanceName = "vnf",
        Flavour = Flavour,
        VnfcCounts = new Dictionary<string, int>(StringComparer.Ordinal) { ["gw"] = gateways, ["db"] = 1 },
        ExternalLinks = links,
    };

    public static ExternalLink Link(string cpd, VnfExtCpConfig? config = null) => Flavours.Link(cpd, cpd) with
    {
        ExtCps = [new VnfExtCpData { CpdId = cpd, CpConfig = config is null ? null : new Dictionary<string, VnfExtCpConfig?>(StringComparer.Ordinal) { ["c1"] = config } }],
    };

    public static VnfExtCpConfig Fixed(params string[] addresses) => new()
    {
        CpProtocolData =
        [
            new CpProtocolData
            {
                LayerProtocol = LayerProtocol.IP_OVER_ETHERNET,
                IpOverEthernet = new IpOverEthernetAddressData { IpAddresses = [new IpAddressData { Type = IpAddressType.IPV4, FixedAddresses = addresses }] },
            },
        ],
    };

    private static Dictionary<string, string> Pairs(params (string Key, string Value)[] pairs) => pairs.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}
