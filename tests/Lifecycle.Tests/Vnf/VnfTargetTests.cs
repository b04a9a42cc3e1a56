using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

public sealed class VnfTargetTests
{
    private static readonly ExternalLink Out = Flavours.Link("out", "out");

    [Fact]
    public void A_flavour_becomes_networks_ports_volumes_groups_and_servers()
    {
        var graph = VnfTarget.Build(Flavours.Input(2, 1, Out));
        graph.Nodes.Select(n => n.Key).ShouldBe(
            [
                "network/inner", "network/seen", "affinity/apart",
                "port/front_out/0", "port/front_in/0", "storage/own/front/0", "compute/front/0",
                "port/front_out/1", "port/front_in/1", "storage/own/front/1", "compute/front/1",
                "port/back_in/0", "port/back_seen/0", "storage/own/back/0", "storage/shared", "compute/back/0",
            ]);
        var server = (ComputeSpec)graph.Find("compute/front/0")!.Spec;
        server.PortKeys.ShouldBe(["port/front_out/0", "port/front_in/0"]);
        server.AffinityGroupKeys.ShouldBe(["affinity/apart"]);
        server.SriovPorts.ShouldBe(1);
        (server.VirtualCpus, server.MemoryMib, server.ImageRef, server.Name).ShouldBe((2, 4096, "front_image", "vnf-front-0"));
        graph.Find("compute/front/0")!.DependsOn.ShouldBe(["port/front_out/0", "port/front_in/0", "storage/own/front/0", "affinity/apart"]);
        ((StorageSpec)graph.Find("storage/own/front/0")!.Spec).SizeGib.ShouldBe(11);
        ((AffinityGroupSpec)graph.Find("affinity/apart")!.Spec).Scope.ShouldBe("NFVI_NODE");
        var subnet = ((NetworkSpec)graph.Find("network/inner")!.Spec).Subnets.Single();
        subnet.ShouldBe(new SubnetSpec("10.1.0.0/24", 4, false, "10.1.0.1"));
    }

    [Fact]
    public void Two_servers_share_a_volume_that_is_not_theirs_alone()
    {
        var graph = VnfTarget.Build(Flavours.Input(1, 2, Out));
        graph.Nodes.Count(n => n.Key == "storage/shared").ShouldBe(1);
        graph.Find("compute/back/0")!.DependsOn.ShouldContain("storage/shared");
        graph.Find("compute/back/1")!.DependsOn.ShouldContain("storage/shared");
    }

    [Theory]
    [InlineData("out")]
    [InlineData("virtual_link_out")]
    public void An_external_point_is_named_by_its_cpd_or_its_requirement(string name)
    {
        var input = Flavours.Input(1, 0, Flavours.Link("l", name));
        VnfTarget.UnknownExternalCps(input).ShouldBeEmpty();
        VnfTarget.MissingMandatoryLinks(input).ShouldBeEmpty();
        var port = (PortSpec)VnfTarget.Build(input).Find("port/front_out/0")!.Spec;
        (port.ExternalNetworkId, port.ExtVirtualLinkId, port.ExtCpdId, port.NetworkKey, port.VnicType).ShouldBe(("net-l", "l", "out", null, "direct"));
    }

    [Fact]
    public void What_is_missing_and_what_is_unknown_is_told()
    {
        VnfTarget.MissingMandatoryLinks(Flavours.Input()).ShouldBe(["out"]);
        VnfTarget.UnknownExternalCps(Flavours.Input(1, 1, Flavours.Link("l", "out", "nonsense", "nonsense"))).ShouldBe(["nonsense"]);
        VnfTarget.Build(Flavours.Input()).Find("port/front_out/0").ShouldBeNull();
    }

    [Fact]
    public void An_inner_link_that_is_seen_from_outside_is_the_outside_link()
    {
        var graph = VnfTarget.Build(Flavours.Input(1, 1, Out, Flavours.Link("w", "window")));
        graph.Find("network/seen").ShouldBeNull();
        var port = (PortSpec)graph.Find("port/back_seen/0")!.Spec;
        (port.ExternalNetworkId, port.ExtCpdId).ShouldBe(("net-w", "window"));
    }

    [Fact]
    public void An_inner_link_may_be_seen_through_two_points()
    {
        var input = Flavours.Input(1, 1, Out, Flavours.Link("w", "second"));
        input = input with { Flavour = input.Flavour with { ExtCps = [.. input.Flavour.ExtCps, new ExtCp { CpdId = "second", InternalVirtualLinkId = "seen" }] } };
        ((PortSpec)VnfTarget.Build(input).Find("port/back_seen/0")!.Spec).ExtCpdId.ShouldBe("second");
    }

    [Fact]
    public void A_link_that_somebody_else_manages_is_used_not_made()
    {
        var input = Flavours.Input(1, 1, Out) with { ManagedLinks = new Dictionary<string, string>(StringComparer.Ordinal) { ["inner"] = "theirs" } };
        var graph = VnfTarget.Build(input);
        graph.Find("network/inner").ShouldBeNull();
        var port = graph.Find("port/front_in/0")!;
        port.DependsOn.ShouldBeEmpty();
        var spec = (PortSpec)port.Spec;
        (spec.ExternalNetworkId, spec.ExtCpdId).ShouldBe(("theirs", null));
    }

    [Fact]
    public void Addresses_go_to_instances_in_order_and_none_is_given_twice()
    {
        var addresses = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["out"] = ["10.0.0.1", "10.0.0.2"], ["window"] = ["10.9.0.1", "10.9.0.2", "10.9.0.3", "10.9.0.4"] };
        var input = Flavours.Input(3, 2, Out with { FixedAddresses = addresses }, Flavours.Link("w", "window") with { FixedAddresses = addresses });
        input = input with { Flavour = input.Flavour with { InternalCps = [.. input.Flavour.InternalCps, new VduCp { Id = "front_seen", VduId = "front", VirtualLinkId = "seen", Order = 9 }] } };
        var graph = VnfTarget.Build(input);
        string? Fixed(string key) => ((PortSpec)graph.Find(key)!.Spec).FixedAddresses.SingleOrDefault();
        new[] { "port/front_out/0", "port/front_out/1", "port/front_out/2" }.Select(Fixed).ShouldBe(["10.0.0.1", "10.0.0.2", null]);
        var window = graph.Nodes.Select(n => n.Spec).OfType<PortSpec>().Where(p => p.ExtCpdId == "window").SelectMany(p => p.FixedAddresses).ToList();
        window.ShouldBeUnique();
        window.ShouldBe(["10.9.0.1", "10.9.0.2", "10.9.0.3", "10.9.0.4"], ignoreOrder: true);
    }

    [Fact]
    public void Scaling_changes_no_node_that_is_there_already()
    {
        var small = VnfTarget.Build(Flavours.Input(1, 1, Out));
        var big = VnfTarget.Build(Flavours.Input(3, 2, Out));
        small.Nodes.ShouldAllBe(n => NfvOrchestrator.Lifecycle.Planning.Planner.SameSpec(n.Spec, big.Find(n.Key)!.Spec));
    }
}
