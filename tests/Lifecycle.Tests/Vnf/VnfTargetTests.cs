using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
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
    public void A_point_with_an_activated_floating_address_gets_one()
    {
        var floating = new CpAddressing { AssociatedLayerProtocol = "ipv4", FloatingIpActivated = true };
        var input = Flavours.Input(1, 1, Out);
        input = input with { Flavour = input.Flavour with { InternalCps = [.. input.Flavour.InternalCps.Select(c => c.Id is "front_out" or "back_in" ? c with { Addressing = [floating] } : c.Id == "back_seen" ? c with { Addressing = [floating with { AssociatedLayerProtocol = "ipv6" }] } : c)] } };
        var graph = VnfTarget.Build(input);
        graph.Nodes.Where(n => n.Spec is PortSpec { FloatingAddress: true }).Select(n => n.Key).ShouldBe(["port/front_out/0", "port/back_in/0"]);
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
        var input = Flavours.Input(3, 2, Fixed(Out, "out", "10.0.0.1", "10.0.0.2"), Fixed(Flavours.Link("w", "window"), "window", "10.9.0.1", "10.9.0.2", "10.9.0.3", "10.9.0.4"));
        input = input with { Flavour = input.Flavour with { InternalCps = [.. input.Flavour.InternalCps, new VduCp { Id = "front_seen", VduId = "front", VirtualLinkId = "seen", Order = 9 }] } };
        var graph = VnfTarget.Build(input);
        string? Address(string key) => ((PortSpec)graph.Find(key)!.Spec).FixedAddresses.SingleOrDefault();
        new[] { "port/front_out/0", "port/front_out/1", "port/front_out/2" }.Select(Address).ShouldBe(["10.0.0.1", "10.0.0.2", null]);
        var window = graph.Nodes.Select(n => n.Spec).OfType<PortSpec>().Where(p => p.ExtCpdId == "window").SelectMany(p => p.FixedAddresses).ToList();
        window.ShouldBeUnique();
        window.ShouldBe(["10.9.0.1", "10.9.0.2", "10.9.0.3", "10.9.0.4"], ignoreOrder: true);
    }

    [Fact]
    public void A_range_is_dealt_out_in_order_until_it_is_used_up()
    {
        var range = new IpAddressRange { MinAddress = "10.0.0.8", MaxAddress = "10.0.0.10" };
        var link = Out with { ExtCps = [new VnfExtCpData { CpdId = "out", CpConfig = Config(("all", new IpAddressData { Type = IpAddressType.IPV4, AddressRange = range })) }] };
        var graph = VnfTarget.Build(Flavours.Input(3, 0, link));
        Enumerable.Range(0, 3).Select(i => ((PortSpec)graph.Find($"port/front_out/{i}")!.Spec).FixedAddresses.Single()).ShouldBe(["10.0.0.8", "10.0.0.9", "10.0.0.10"]);
        VnfTarget.ExhaustedRanges(Flavours.Input(3, 0, link)).ShouldBeEmpty();
        VnfTarget.ExhaustedRanges(Flavours.Input(4, 0, link)).Single().ShouldContain("10.0.0.8 to 10.0.0.10 for 4 instances");
    }

    [Fact]
    public void Both_address_families_go_to_the_same_port_and_a_provided_port_is_not_made()
    {
        var both = new VnfExtCpConfig
        {
            CpProtocolData =
            [
                new CpProtocolData
                {
                    LayerProtocol = LayerProtocol.IP_OVER_ETHERNET,
                    IpOverEthernet = new IpOverEthernetAddressData
                    {
                        MacAddress = "fa:16:3e:00:00:09",
                        IpAddresses = [new IpAddressData { Type = IpAddressType.IPV4, FixedAddresses = ["10.0.0.1"] }, new IpAddressData { Type = IpAddressType.IPV6, NumDynamicAddresses = 1, SubnetId = "six" }],
                    },
                },
            ],
        };
        var configs = new Dictionary<string, VnfExtCpConfig?>(StringComparer.Ordinal) { ["a"] = both, ["b"] = new VnfExtCpConfig { LinkPortId = "theirs" } };
        var link = Out with { ExtCps = [new VnfExtCpData { CpdId = "out", CpConfig = configs }], LinkPorts = new Dictionary<string, string>(StringComparer.Ordinal) { ["theirs"] = "port-in-vim" } };
        var graph = VnfTarget.Build(Flavours.Input(3, 0, link));
        var first = (PortSpec)graph.Find("port/front_out/0")!.Spec;
        (first.FixedAddresses.Single(), first.DynamicSubnets.Single(), first.MacAddress, first.CpConfigId).ShouldBe(("10.0.0.1", "six", "fa:16:3e:00:00:09", "a"));
        ((PortSpec)graph.Find("port/front_out/1")!.Spec).ProvidedPortId.ShouldBe("port-in-vim");
        ((ComputeSpec)graph.Find("compute/front/1")!.Spec).ProvidedPorts!["port/front_out/1"].ShouldBe("port-in-vim");
        ((PortSpec)graph.Find("port/front_out/2")!.Spec).ProvidedPortId.ShouldBeNull();
    }

    private static ExternalLink Fixed(ExternalLink link, string cpd, params string[] addresses) => link with
    {
        ExtCps = [new VnfExtCpData { CpdId = cpd, CpConfig = Config([.. addresses.Select(a => (a, new IpAddressData { Type = IpAddressType.IPV4, FixedAddresses = [a] }))]) }],
    };

    private static Dictionary<string, VnfExtCpConfig?> Config(params (string Id, IpAddressData Address)[] entries) => entries.ToDictionary(
        e => e.Id,
        e => (VnfExtCpConfig?)new VnfExtCpConfig
        {
            CpProtocolData = [new CpProtocolData { LayerProtocol = LayerProtocol.IP_OVER_ETHERNET, IpOverEthernet = new IpOverEthernetAddressData { IpAddresses = [e.Address] } }],
        },
        StringComparer.Ordinal);

    [Fact]
    public void Scaling_changes_no_node_that_is_there_already()
    {
        var small = VnfTarget.Build(Flavours.Input(1, 1, Out));
        var big = VnfTarget.Build(Flavours.Input(3, 2, Out));
        small.Nodes.ShouldAllBe(n => NfvOrchestrator.Lifecycle.Planning.Planner.SameSpec(n.Spec, big.Find(n.Key)!.Spec));
    }
}
