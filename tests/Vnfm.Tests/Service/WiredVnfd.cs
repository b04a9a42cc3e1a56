using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>A VNF whose connection points do all they can: a trunk with a part, virtual addresses inside and outside, rules, links with MTU and bandwidth. Flavour <c>tuned</c> differs in these alone.</summary>
internal static class WiredVnfd
{
    public const string Id = "11111111-0000-4000-8000-0000000000c0";

    public static VnfDescriptor Descriptor { get; } = TestVnfd.Descriptor with
    {
        DescriptorId = Id,
        DefaultFlavourId = "plain",
        Flavours =
        [
            Flavour("plain", 443, 30, 8900, "10.1.0.50"),
            Flavour("tuned", 8443, 31, 1400, "10.1.0.51"),
        ],
    };

    private static DeploymentFlavour Flavour(string id, int port, int vlan, int mtu, string cluster) => new()
    {
        FlavourId = id,
        DefaultInstantiationLevelId = "one",
        Vdus =
        [
            new Vdu
            {
                Id = "gw", Name = "gw", MinNumberOfInstances = 1, MaxNumberOfInstances = 8, InitialDelta = 1, SwImage = new SwImage { Id = "gw_image", Name = "gw", Version = "1" },
                Compute = new VirtualCompute { NumVirtualCpu = 1, VirtualMemSizeMiB = 512 },
            },
        ],
        InternalVirtualLinks =
        [
            new InternalVirtualLink
            {
                Id = "inner",
                MaxBitrate = new LinkBitrate(10_000_000_000, 2_000_000_000),
                ProtocolData =
                [
                    new VirtualLinkProtocolData { L2 = new L2ProtocolData { MtuBytes = mtu } },
                    new VirtualLinkProtocolData { L3 = new L3ProtocolData { IpVersion = "ipv4", Cidr = "10.1.0.0/24", AllocationPools = [new IpAllocationPool("10.1.0.100", "10.1.0.200")] } },
                ],
            },
            new InternalVirtualLink { Id = "voice", ProtocolData = [new VirtualLinkProtocolData { L3 = new L3ProtocolData { IpVersion = "ipv4", Cidr = "10.1.1.0/29" } }] },
        ],
        InternalCps =
        [
            new VduCp { Id = "gw_in", VduId = "gw", VirtualLinkId = "inner", TrunkMode = true },
            new VduCp { Id = "gw_voice", VduId = "gw", VirtualLinkId = "voice", TrunkCpId = "gw_in", SegmentationType = "vlan", SegmentationId = vlan },
            new VduCp { Id = "gw_out", VduId = "gw", ExternalCpdId = "gw_out", Order = 1 },
        ],
        ExtCps = [new ExtCp { CpdId = "gw_out", VduCpIds = ["gw_out"], Mandatory = true }, new ExtCp { CpdId = "service" }],
        VipCps =
        [
            new VipCp { Id = "cluster", TargetCpIds = ["gw_in"], VirtualLinkId = "inner", Addressing = [new CpAddressing { FixedIpAddresses = [cluster] }] },
            new VipCp { Id = "service", TargetCpIds = ["gw_out"] },
        ],
        SecurityGroupRules = [new SecurityGroupRule { Id = "web", Direction = "ingress", EtherType = "ipv4", Protocol = "tcp", PortRangeMin = port, PortRangeMax = port, Targets = ["gw_out"] }],
        ScalingAspects =
        [
            new ScalingAspect
            {
                AspectId = "load", Name = "load", MaxScaleLevel = 5, StepDeltas = ["one"],
                VduDeltas = [new VduDelta("gw", new Dictionary<string, int>(StringComparer.Ordinal) { ["one"] = 1 })],
                CpDeltas = [new CpDelta("cluster", new Dictionary<string, int>(StringComparer.Ordinal) { ["one"] = 1 })],
            },
        ],
        InstantiationLevels =
        [
            new InstantiationLevel
            {
                LevelId = "one",
                InstancesByVdu = new Dictionary<string, int>(StringComparer.Ordinal) { ["gw"] = 1 },
                InstancesByCp = new Dictionary<string, int>(StringComparer.Ordinal) { ["cluster"] = 1 },
                ScaleLevelByAspect = new Dictionary<string, int>(StringComparer.Ordinal) { ["load"] = 0 },
            },
        ],
    };
}
