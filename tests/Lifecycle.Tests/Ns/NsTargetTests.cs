using NfvOrchestrator.Lifecycle.Ns;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Ns;

public sealed class NsTargetTests
{
    private static readonly VnfDescriptor Vnfd = new()
    {
        DescriptorId = "vnfd",
        DescriptorVersion = "1",
        Provider = "p",
        ProductName = "n",
        SoftwareVersion = "1",
        DefaultFlavourId = "usual",
        Flavours = [],
    };

    private static readonly NsDeploymentFlavour Flavour = new()
    {
        FlavourId = "f",
        DefaultInstantiationLevelId = "one",
        VirtualLinks = [new NsVirtualLink { Id = "left" }, new NsVirtualLink { Id = "right" }],
        VnfProfiles =
        [
            new VnfProfile { ProfileId = "leader", VnfdId = "vnfd", FlavourId = "special", InstantiationLevel = "big", MinNumberOfInstances = 1, MaxNumberOfInstances = 3, VirtualLinkConnectivity = [new VirtualLinkConnectivity("left", ["a"])] },
            new VnfProfile
            {
                ProfileId = "follower", VnfdId = "vnfd", MinNumberOfInstances = 0, MaxNumberOfInstances = 3,
                VirtualLinkConnectivity = [new VirtualLinkConnectivity("left", ["a"]), new VirtualLinkConnectivity("right", ["b", "c"]), new VirtualLinkConnectivity("elsewhere", ["d"])],
            },
        ],
        Dependencies = [new ProfileDependency("follower", "leader"), new ProfileDependency("follower", "not_a_vnf")],
        Vnffgs =
        [
            new Vnffg
            {
                Id = "g",
                Nfps =
                [
                    new Nfp
                    {
                        Id = "through",
                        BandwidthBitsPerSecond = 1000,
                        MaxLatencyMilliseconds = 1.5,
                        Positions =
                        [
                            Position(new NfpEndpoint(null, null, "sap_in"), new NfpEndpoint(null, null, "sap_in")),
                            Position(new NfpEndpoint("leader", "a", null), new NfpEndpoint("leader", "b", null)),
                            Position(new NfpEndpoint("follower", "b", null), new NfpEndpoint("follower", "b", null)),
                            Position(new NfpEndpoint(null, null, "sap_out"), new NfpEndpoint(null, null, "sap_out")),
                        ],
                    },
                ],
            },
        ],
    };

    [Fact]
    public void Counts_follow_the_level_or_the_minimum()
    {
        Build(null).Nodes.Count(n => n.Spec is ChildVnfSpec).ShouldBe(1);
        var graph = Build(new NsInstantiationLevel { LevelId = "l", InstancesByProfile = new Dictionary<string, int>(StringComparer.Ordinal) { ["leader"] = 2, ["follower"] = 1 } });
        graph.Nodes.Select(n => n.Key).ShouldBe(["network/left", "network/right", "vnf/leader/0", "vnf/leader/1", "vnf/follower/0", "path/through"]);
    }

    [Fact]
    public void A_vnf_waits_for_its_networks_and_for_all_it_depends_on()
    {
        var graph = Build(new NsInstantiationLevel { LevelId = "l", InstancesByProfile = new Dictionary<string, int>(StringComparer.Ordinal) { ["leader"] = 2, ["follower"] = 1 } });
        graph.Find("vnf/follower/0")!.DependsOn.ShouldBe(["network/left", "network/right", "vnf/leader/0", "vnf/leader/1"]);
        var follower = (ChildVnfSpec)graph.Find("vnf/follower/0")!.Spec;
        (follower.FlavourId, follower.InstantiationLevelId, follower.Name).ShouldBe(("usual", null, "ns-follower-0"));
        follower.Connections.Select(c => (c.NetworkKey, string.Join('+', c.CpdIds))).ShouldBe([("network/left", "a"), ("network/right", "b+c")]);
        var leader = (ChildVnfSpec)graph.Find("vnf/leader/0")!.Spec;
        (leader.FlavourId, leader.InstantiationLevelId).ShouldBe(("special", "big"));
    }

    [Fact]
    public void A_path_passes_its_points_in_order_once()
    {
        var graph = Build(new NsInstantiationLevel { LevelId = "l", InstancesByProfile = new Dictionary<string, int>(StringComparer.Ordinal) { ["leader"] = 1, ["follower"] = 1 } });
        var node = graph.Find("path/through")!;
        node.DependsOn.ShouldBe(["vnf/leader/0", "vnf/follower/0"]);
        var path = (PathSpec)node.Spec;
        path.Points.ShouldBe(
            [
                new PathPointSpec("sap_in", null, null), new PathPointSpec(null, "vnf/leader/0", "a"), new PathPointSpec(null, "vnf/leader/0", "b"),
                new PathPointSpec(null, "vnf/follower/0", "b"), new PathPointSpec("sap_out", null, null),
            ]);
        (path.BandwidthBps, path.MaxLatencyMicros).ShouldBe((1000, 1500));
    }

    [Fact]
    public void A_path_leaves_out_a_function_that_has_no_instance()
    {
        var node = Build(null).Find("path/through")!;
        node.DependsOn.ShouldBe(["vnf/leader/0"]);
        ((PathSpec)node.Spec).Points.Select(p => p.SapId ?? p.VnfKey).ShouldBe(["sap_in", "vnf/leader/0", "vnf/leader/0", "sap_out"]);
    }

    [Fact]
    public void A_service_shrinks_and_its_rest_can_still_be_a_goal()
    {
        var big = Build(new NsInstantiationLevel { LevelId = "l", InstancesByProfile = new Dictionary<string, int>(StringComparer.Ordinal) { ["leader"] = 2, ["follower"] = 1 } });
        var small = Build(new NsInstantiationLevel { LevelId = "l", InstancesByProfile = new Dictionary<string, int>(StringComparer.Ordinal) { ["leader"] = 1, ["follower"] = 1 } });
        var current = big.Nodes.Select(n => new ManagedResource { Node = n, ResourceId = n.Key }).ToList();
        var plan = Planner.Plan(current, small);
        plan.Steps.Select(s => s.Id).ShouldBe(["delete:vnf/leader/1"]);
        var rest = PlanFold.Apply(current, plan, plan.Steps.Select(s => s.Id).ToHashSet(StringComparer.Ordinal), plan.Steps.ToDictionary(s => s.Id, _ => (System.Text.Json.JsonElement?)null, StringComparer.Ordinal), _ => null);
        Planner.Plan(rest, PlanFold.AsTarget(rest)).IsEmpty.ShouldBeTrue();
    }

    private static NfpPosition Position(NfpEndpoint ingress, NfpEndpoint egress) => new() { Id = "p", Elements = [new NfpPositionElement { Id = "e", Ingress = ingress, Egress = egress }] };

    private static ResourceGraph Build(NsInstantiationLevel? level) => NsTarget.Build(new NsTargetInput
    {
        InstanceName = "ns",
        Flavour = Flavour,
        Level = level,
        Vnfds = new Dictionary<string, VnfDescriptor>(StringComparer.Ordinal) { ["vnfd"] = Vnfd },
    });
}
