using NfvOrchestrator.Lifecycle.Ns;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Lifecycle.Tests;

/// <summary>The 5G core people learn from, as target states.</summary>
public sealed class SampleTests
{
    private static readonly string[] Functions = ["amf", "smf", "upf", "nrf", "ausf", "udm", "udr", "pcf", "nssf"];

    public static TheoryData<string> Vnfs => [.. Functions];

    [Theory]
    [MemberData(nameof(Vnfs))]
    public void Every_flavour_and_level_of_a_sample_has_the_counts_of_its_descriptor(string name)
    {
        var vnfd = Read(name).VnfDescriptor.ShouldNotBeNull();
        foreach (var flavour in vnfd.Flavours)
        {
            foreach (var level in flavour.InstantiationLevels)
            {
                var sizing = VnfSizing.AtLevel(flavour, level);
                var graph = Build(flavour, sizing.VnfcCounts);
                foreach (var vdu in flavour.Vdus)
                {
                    graph.Nodes.Count(n => n.Spec is ComputeSpec c && c.VduId == vdu.Id).ShouldBe(sizing.VnfcCounts[vdu.Id], $"{flavour.FlavourId}/{level.LevelId}/{vdu.Id}");
                }
                // Everything is connected: each connection point of each server has a port.
                graph.Nodes.Count(n => n.Spec is PortSpec).ShouldBe(flavour.InternalCps.Sum(c => sizing.VnfcCounts[c.VduId]));
                Planner.Plan([], graph).Steps.Count.ShouldBe(graph.Nodes.Count);
            }
        }
    }

    [Fact]
    public void The_upf_is_built_as_described()
    {
        var vnfd = Read("upf").VnfDescriptor.ShouldNotBeNull();
        var small = vnfd.FindFlavour("small")!;
        var sizing = VnfSizing.AtLevel(small, small.FindLevel(small.DefaultInstantiationLevelId));
        var data = (ComputeSpec)Build(small, sizing.VnfcCounts).Find("compute/upf_data/0")!.Spec;
        (data.VirtualCpus, data.MemoryMib, data.DedicatedCpus, data.HugepageSizeMib).ShouldBe((8, 16 * 1024, true, 1024));
        data.SriovPorts.ShouldBeGreaterThan(0);
        data.Requirements.ShouldBe(new ComputeRequirements { NumaNodes = 1, LocalDiskGib = 10 });

        foreach (var aspect in small.ScalingAspects)
        {
            var (bigger, reason) = sizing.Scale(small, aspect, 1);
            bigger.ShouldNotBeNull(reason);
            var current = Build(small, sizing.VnfcCounts).Nodes.Select(n => new ManagedResource { Node = n }).ToList();
            Planner.Plan(current, Build(small, bigger.VnfcCounts)).Steps.ShouldAllBe(s => s.Action == StepAction.Create);
        }
    }

    [Fact]
    public void The_gateway_asks_its_hosts_for_all_that_its_descriptor_says()
    {
        var flavour = PackageReader.Read(new DirectoryPackageFiles(Path.Combine(Samples(), "complete", "vnf"))).VnfDescriptor.ShouldNotBeNull().Flavours.First(f => f.FindVdu("data") is not null);
        VnfTarget.Server(flavour.FindVdu("data")!).Requirements.ShouldBe(new ComputeRequirements { CpuThreadPolicy = "ISOLATE", NumaNodes = 2 });
        var control = VnfTarget.Server(flavour.FindVdu("control")!);
        control.Requirements.ShouldBe(new ComputeRequirements { LocalDiskGib = 10 });
        control.ConfigDrive.ShouldBeTrue();
    }

    [Theory]
    [InlineData("standard", 1)]
    [InlineData("expanded", 2)]
    public void The_core_comes_up_in_the_order_of_its_dependencies(string levelId, int upfs)
    {
        var nsd = Read("ns-5gc").NsDescriptor.ShouldNotBeNull();
        var vnfds = Functions.Select(f => Read(f).VnfDescriptor!).ToDictionary(d => d.DescriptorId, StringComparer.Ordinal);
        var flavour = nsd.FindFlavour(nsd.DefaultFlavourId)!;
        var graph = NsTarget.Build(new NsTargetInput { InstanceName = "core", Flavour = flavour, Level = flavour.InstantiationLevels.Single(l => l.LevelId == levelId), Vnfds = vnfds });

        graph.Nodes.Count(n => n.Spec is NetworkSpec).ShouldBe(6);
        graph.Nodes.Count(n => n.Spec is ChildVnfSpec).ShouldBe(8 + upfs);
        graph.Nodes.Count(n => n.Key.StartsWith("vnf/upf/", StringComparison.Ordinal)).ShouldBe(upfs);
        var path = (PathSpec)graph.Nodes.Single(n => n.Spec is PathSpec).Spec;
        path.Points.Select(p => p.SapId ?? $"{p.VnfKey}:{p.CpdId}").ShouldBe(["n3_sap", "vnf/upf/0:n3", "vnf/upf/0:n6", "n6_sap"]);
        (path.BandwidthBps, path.MaxLatencyMicros).ShouldBe((10_000_000_000, 20_000));

        var order = Planner.Plan([], graph).Steps.Select(s => s.Node.Key).ToList();
        order.IndexOf("vnf/nrf/0").ShouldBeLessThan(order.IndexOf("vnf/udr/0"));
        order.IndexOf("vnf/udr/0").ShouldBeLessThan(order.IndexOf("vnf/udm/0"));
        order.IndexOf("vnf/smf/0").ShouldBeLessThan(order.IndexOf("vnf/amf/0"));
        order.IndexOf($"vnf/upf/{upfs - 1}").ShouldBeLessThan(order.IndexOf("vnf/smf/0"));
    }

    [Theory]
    [InlineData("default", 2)]
    [InlineData("large", 4)]
    public void A_vnf_imported_from_sol006_is_planned_like_any_other(string levelId, int workers)
    {
        var flavour = PackageReader.Read(new DirectoryPackageFiles(Path.Combine(Samples(), "sol006", "vnf"))).VnfDescriptor.ShouldNotBeNull().Flavours[0];
        var sizing = VnfSizing.AtLevel(flavour, flavour.FindLevel(levelId));
        var graph = Build(flavour, sizing.VnfcCounts);
        graph.Nodes.Count(n => n.Spec is ComputeSpec { VduId: "data" }).ShouldBe(workers);
        graph.Nodes.Count(n => n.Spec is PortSpec).ShouldBe(2 + (2 * workers));
        graph.Nodes.Count(n => n.Spec is StorageSpec).ShouldBe(1);
        graph.Nodes.Single(n => n.Spec is NetworkSpec).Key.ShouldBe("network/inside");
        var data = (ComputeSpec)graph.Find("compute/data/0")!.Spec;
        (data.VirtualCpus, data.MemoryMib, data.DedicatedCpus, data.HugepageSizeMib, data.SriovPorts, data.ImageRef).ShouldBe((8, 8192, true, 1024, 1, "firewall"));
        Planner.Plan([], graph).Steps.Count.ShouldBe(graph.Nodes.Count);
        sizing.Scale(flavour, flavour.ScalingAspects[0], 1).Sizing!.VnfcCounts["data"].ShouldBe(workers + 1);
    }

    [Fact]
    public void A_service_imported_from_sol006_starts_its_vnfs_in_order()
    {
        var vnfd = PackageReader.Read(new DirectoryPackageFiles(Path.Combine(Samples(), "sol006", "vnf"))).VnfDescriptor!;
        var flavour = PackageReader.Read(new DirectoryPackageFiles(Path.Combine(Samples(), "sol006", "ns"))).NsDescriptor.ShouldNotBeNull().Flavours[0];
        var graph = NsTarget.Build(new NsTargetInput { InstanceName = "ns", Flavour = flavour, Level = flavour.InstantiationLevels.Single(l => l.LevelId == "big"), Vnfds = new Dictionary<string, VnfDescriptor>(StringComparer.Ordinal) { [vnfd.DescriptorId] = vnfd } });
        graph.Nodes.Count(n => n.Spec is ChildVnfSpec).ShouldBe(3);
        graph.Nodes.Count(n => n.Spec is NetworkSpec).ShouldBe(2);
        var order = Planner.Plan([], graph).Steps.Select(s => s.Node.Key).ToList();
        order.IndexOf("vnf/inner/0").ShouldBeLessThan(order.IndexOf("vnf/outer/0"));
    }

    private static ResourceGraph Build(DeploymentFlavour flavour, IReadOnlyDictionary<string, int> counts)
    {
        var input = new VnfTargetInput
        {
            InstanceName = "sample",
            Flavour = flavour,
            VnfcCounts = counts,
            ExternalLinks = [.. flavour.ExtCps.Select(c => new ExternalLink { Id = c.CpdId, NetworkId = "net-" + c.CpdId, ExtCps = [new Sol.Common.VnfExtCpData { CpdId = c.CpdId }] })],
        };
        VnfTarget.UnknownExternalCps(input).ShouldBeEmpty();
        VnfTarget.MissingMandatoryLinks(input).ShouldBeEmpty();
        return VnfTarget.Build(input);
    }

    private static PackageReadResult Read(string name) => PackageReader.Read(new DirectoryPackageFiles(Path.Combine(Samples(), "5g-core", name)));

    private static string Samples()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (Directory.Exists(Path.Combine(directory.FullName, "tosca-samples")))
            {
                return Path.Combine(directory.FullName, "tosca-samples");
            }
        }
        throw new InvalidOperationException("tosca-samples is not above the test assembly.");
    }
}
