using NfvOrchestrator.Lifecycle.Tests.Vnf;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

/// <summary>VNFs by seed that differ in their links and connection points: what flavours, packages and connections change.</summary>
internal sealed class RandomWiring(Random random)
{
    private static readonly string[] Links = ["l0", "l1", "l2"];
    private static readonly string[] Vdus = ["v0", "v1"];

    public VnfTargetInput Next()
    {
        var cps = new List<VduCp>();
        var exts = new List<ExtCp>();
        foreach (var vdu in Vdus)
        {
            for (var i = 0; i < 3; i++)
            {
                var id = $"{vdu}_c{i}";
                if (random.Next(5) == 0)
                {
                    continue;
                }
                var external = random.Next(3) == 0;
                cps.Add(new VduCp
                {
                    Id = id,
                    VduId = vdu,
                    VirtualLinkId = external ? null : Links[random.Next(3)],
                    ExternalCpdId = external ? id : null,
                    Order = i,
                    VnicType = random.Next(6) == 0 ? "direct" : "normal",
                    BitrateRequirementBitsPerSecond = random.Next(4) == 0 ? random.Next(1, 3) * 1000 : null,
                    // Only later points are carried, and only on the first: what carries is carried by nobody.
                    TrunkCpId = i > 0 && random.Next(3) == 0 && cps.Exists(c => c.Id == $"{vdu}_c0") ? $"{vdu}_c0" : null,
                    SegmentationId = 100 + (i * 10) + random.Next(2),
                    InterfaceRequirements = random.Next(6) == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) { ["port_security_enabled"] = "false" } : new Dictionary<string, string>(StringComparer.Ordinal),
                });
                if (external)
                {
                    exts.Add(new ExtCp { CpdId = id, VduCpIds = [id] });
                }
            }
        }
        var names = cps.Select(c => c.Id).ToList();
        var flavour = new DeploymentFlavour
        {
            FlavourId = "random",
            DefaultInstantiationLevelId = "default",
            Vdus = [.. Vdus.Select(v => Flavours.Vdu(v))],
            InternalVirtualLinks = [.. Links.Select(l => new InternalVirtualLink
            {
                Id = l,
                MaxBitrate = random.Next(3) == 0 ? new LinkBitrate(random.Next(1, 3) * 1_000_000, null) : null,
                ProtocolData = random.Next(4) == 0 ? [new VirtualLinkProtocolData { L2 = new L2ProtocolData { MtuBytes = 1400, NetworkType = random.Next(3) == 0 ? "vlan" : null } }] : [],
            })],
            InternalCps = cps,
            ExtCps = exts,
            VipCps = [.. Enumerable.Range(0, random.Next(3)).Select(i => new VipCp
            {
                Id = $"vip{i}", TargetCpIds = [.. names.Where(_ => random.Next(3) == 0)], VirtualLinkId = Links[random.Next(3)], DedicatedIpAddress = random.Next(5) > 0,
                Addressing = random.Next(2) == 0 ? [new CpAddressing { FixedIpAddresses = [$"10.0.0.{random.Next(1, 4)}"] }] : [],
            })],
            SecurityGroupRules = [.. Enumerable.Range(0, random.Next(4)).Select(i => new SecurityGroupRule
            {
                Id = $"r{i}", Direction = random.Next(2) == 0 ? "ingress" : "egress", EtherType = "ipv4", Protocol = "tcp", PortRangeMin = 22, PortRangeMax = 22 + random.Next(3), Targets = [.. names.Where(_ => random.Next(2) == 0)],
            })],
        };
        return new VnfTargetInput
        {
            InstanceName = "vnf",
            Flavour = flavour,
            VnfcCounts = Vdus.ToDictionary(v => v, _ => random.Next(0, 3), StringComparer.Ordinal),
            CpCounts = new Dictionary<string, int>(StringComparer.Ordinal) { ["vip0"] = random.Next(0, 3) },
            ExternalLinks = [.. exts.Where(_ => random.Next(4) > 0).Select(e => Flavours.Link($"x{random.Next(2)}-{e.CpdId}", e.CpdId))],
            ManagedLinks = random.Next(5) == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) { ["l0"] = "theirs" } : new Dictionary<string, string>(StringComparer.Ordinal),
        };
    }
}
