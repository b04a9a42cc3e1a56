using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

public sealed class ConnectivityTargetTests
{
    private static readonly ExternalLink Out = Wired.Link("gw_out");

    [Fact]
    public void A_link_brings_all_that_its_descriptor_says()
    {
        var network = Spec<NetworkSpec>(VnfTarget.Build(Wired.Input(1, Out)), "network/inner");
        (network.Type, network.SegmentationId, network.Mtu, network.VlanTransparent, network.MaxBitsPerSecond).ShouldBe(("VLAN", 204, 8900, true, 2_000_000_000));
        network.Subnets[0].Pools.ShouldBe(["10.1.0.100-10.1.0.200"]);
        (network.Subnets[1].IpVersion, network.Subnets[1].Ipv6Mode).ShouldBe((6, "DHCPV6_STATELESS"));
        Planner.SameSpec(Spec<NetworkSpec>(VnfTarget.Build(Wired.Input(1, Out)), "network/voice"), new NetworkSpec { Name = "vnf-voice" }).ShouldBeTrue("nothing was said of it");
    }

    [Fact]
    public void What_is_carried_on_a_trunk_is_a_port_that_no_server_has()
    {
        var graph = VnfTarget.Build(Wired.Input(2, Out));
        var parent = graph.Find("port/gw_in/1")!;
        Spec<PortSpec>(graph, "port/gw_in/1").SubPorts!.ShouldBe([new SubPortSpec("port/gw_voice/1", 30)]);
        parent.DependsOn.ShouldContain("port/gw_voice/1");
        graph.Find("port/gw_voice/1")!.DependsOn.ShouldContain("network/voice");
        Spec<ComputeSpec>(graph, "compute/gw/1").PortKeys.ShouldBe(["port/gw_in/1", "port/gw_out/1", "port/gw_raw/1"]);
    }

    [Fact]
    public void A_carried_port_inherits_the_segment_of_its_network()
    {
        var input = Wired.Input(1, Out);
        input = input with { Flavour = input.Flavour with { InternalCps = [.. input.Flavour.InternalCps.Select(c => c.Id == "gw_voice" ? c with { SegmentationType = "inherit" } : c)] } };
        Spec<PortSpec>(VnfTarget.Build(input), "port/gw_in/0").SubPorts!.Single().SegmentationId.ShouldBeNull();
    }

    [Fact]
    public void A_carried_port_that_is_seen_from_outside_has_the_segment_of_its_configuration()
    {
        var config = new VnfExtCpConfig
        {
            CpProtocolData = [new CpProtocolData { LayerProtocol = LayerProtocol.IP_OVER_ETHERNET, IpOverEthernet = new IpOverEthernetAddressData { SegmentationType = SegmentationType.VLAN, SegmentationId = "77", MacAddress = "fa:16:3e:00:00:01" } }],
        };
        var input = Wired.Input(1, Out, Wired.Link("gw_voice", config));
        input = input with
        {
            Flavour = input.Flavour with
            {
                InternalCps = [.. input.Flavour.InternalCps.Select(c => c.Id == "gw_voice" ? c with { VirtualLinkId = null, ExternalCpdId = c.Id } : c)],
                ExtCps = [.. input.Flavour.ExtCps, new ExtCp { CpdId = "gw_voice", VduCpIds = ["gw_voice"] }],
            },
        };
        Spec<PortSpec>(VnfTarget.Build(input), "port/gw_in/0").SubPorts!.ShouldBe([new SubPortSpec("port/gw_voice/0", 77)]);
        // Nobody connects it: the trunk carries nothing and is none.
        var graph = VnfTarget.Build(input with { ExternalLinks = [Out] });
        graph.Find("port/gw_voice/0").ShouldBeNull();
        Spec<PortSpec>(graph, "port/gw_in/0").SubPorts.ShouldBeNull();
    }

    [Fact]
    public void Rules_become_one_group_for_each_point_they_apply_to()
    {
        var graph = VnfTarget.Build(Wired.Input(2, Out, Wired.Link("service")));
        graph.Nodes.Where(n => n.Spec is SecurityGroupSpec).Select(n => n.Key).ShouldBe(["securityGroup/gw_out", "securityGroup/db_in"]);
        // What comes for the virtual address comes through the port that serves it; nothing is said of what leaves.
        Spec<SecurityGroupSpec>(graph, "securityGroup/gw_out").Rules.ShouldBe(
        [
            new SecurityRuleSpec(false, 4, "tcp", 443, 443), new SecurityRuleSpec(false, 4, "112", null, null),
            new SecurityRuleSpec(true, 4, null, null, null), new SecurityRuleSpec(true, 6, null, null, null),
        ]);
        Spec<SecurityGroupSpec>(graph, "securityGroup/db_in").Rules.ShouldBe([new SecurityRuleSpec(false, 6, "udp", null, null), new SecurityRuleSpec(true, 6, "icmpv6", null, null)]);
        Spec<PortSpec>(graph, "port/gw_out/1").SecurityGroupKey.ShouldBe("securityGroup/gw_out");
        graph.Find("port/gw_out/1")!.DependsOn.ShouldContain("securityGroup/gw_out");
        Spec<PortSpec>(graph, "port/gw_in/0").SecurityGroupKey.ShouldBeNull();
    }

    [Theory]
    [InlineData("sctp", "ipv4", 38412, 38412, "sctp", 38412, 38412)]
    [InlineData("TCP", "ipv6", 0, 1024, "tcp", 1, 1024)]
    [InlineData("icmp", "ipv4", 0, 65535, "icmp", null, null)]
    [InlineData("ipv6_icmp", "ipv6", 0, 65535, "icmpv6", null, null)]
    [InlineData("gre", "ipv4", 0, 65535, "47", null, null)]
    [InlineData("iptm", "ipv4", 0, 65535, "84", null, null)]
    [InlineData("pim", "ipv4", 0, 65535, "103", null, null)]
    [InlineData("l2tp", "ipv4", 0, 65535, "115", null, null)]
    [InlineData("rohc", "ipv4", 0, 65535, "142", null, null)]
    [InlineData("nonsense", "ipv4", 0, 65535, "nonsense", null, null)]
    public void Protocols_are_spelt_as_the_contract_does(string keyword, string etherType, int min, int max, string protocol, int? first, int? last)
    {
        var rule = SecurityRules.Of([new SecurityGroupRule { Id = "r", Direction = "ingress", EtherType = etherType, Protocol = keyword, PortRangeMin = min, PortRangeMax = max }])[0];
        (rule.Protocol, rule.PortMin, rule.PortMax).ShouldBe((protocol, first, last));
    }

    [Fact]
    public void Requirements_of_an_interface_open_the_filter()
    {
        var graph = VnfTarget.Build(Wired.Input(1, Out));
        Spec<PortSpec>(graph, "port/gw_raw/0").Unfiltered.ShouldBeTrue();
        Spec<PortSpec>(graph, "port/gw_raw/0").BandwidthBps.ShouldBeNull("0 bit/s is no demand");
        Spec<PortSpec>(graph, "port/gw_out/0").AllowedAddresses.ShouldBe(["192.0.2.0/24", "198.51.100.7,fa:16:3e:00:00:07"]);
    }

    [Fact]
    public void A_virtual_address_has_a_port_of_its_own_and_all_its_targets_serve_it()
    {
        var graph = VnfTarget.Build(Wired.Input(2, Out));
        var vip = Spec<PortSpec>(graph, "port/cluster/0");
        (vip.VipId, vip.NetworkKey, vip.FixedAddresses.Single(), vip.FloatingAddress).ShouldBe(("vip/cluster/0", "network/inner", "10.1.0.50", true));
        graph.Nodes.Where(n => n.Spec is ComputeSpec c && c.PortKeys.Contains("port/cluster/0")).ShouldBeEmpty();
        foreach (var member in new[] { "port/gw_in/0", "port/gw_in/1", "port/db_in/0" })
        {
            Spec<PortSpec>(graph, member).Vips!.Single().ShouldSatisfyAllConditions(v => v.PortKey.ShouldBe("port/cluster/0"), v => v.Addresses.ShouldBe(["10.1.0.50"]));
            graph.Find(member)!.DependsOn.ShouldContain("port/cluster/0");
        }
        Spec<PortSpec>(graph, "port/db_in/0").FixedAddresses.ShouldBe(["10.1.0.10"]);
        graph.Find("port/service/0").ShouldBeNull("nobody connected it");
    }

    [Fact]
    public void A_virtual_address_is_seen_from_outside_with_or_without_a_port()
    {
        var with = VnfTarget.Build(Wired.Input(1, Out, Wired.Link("service", Wired.Fixed("10.9.0.5"))));
        var vip = Spec<PortSpec>(with, "port/service/0");
        (vip.ExternalNetworkId, vip.ExtCpdId, vip.ExtVirtualLinkId, vip.FixedAddresses.Single(), vip.CpConfigId).ShouldBe(("net-service", "service", "service", "10.9.0.5", "c1"));

        var without = VnfTarget.Build(Wired.Input(1, Out, Wired.Link("service", Wired.Fixed("10.9.0.5") with { CreateExtLinkPort = false })));
        without.Find("port/service/0").ShouldBeNull();
        var served = Spec<PortSpec>(without, "port/gw_out/0").Vips!.Single();
        (served.PortKey, served.Addresses!.Single(), served.ExtCpdId, served.CpConfigId).ShouldBe((null, "10.9.0.5", "service", "c1"));
    }

    [Fact]
    public void An_address_that_is_borrowed_from_a_vnfc_has_no_port()
    {
        var input = Wired.Input(1, Out) with { CpCounts = new Dictionary<string, int>(StringComparer.Ordinal) { ["borrowed"] = 1, ["cluster"] = 0 } };
        var graph = VnfTarget.Build(input);
        graph.Nodes.Where(n => n.Spec is PortSpec { VipId: not null }).ShouldBeEmpty();
        Spec<PortSpec>(graph, "port/db_in/0").Vips!.Single().Id.ShouldBe("vip/borrowed/0");
    }

    [Fact]
    public void Virtual_addresses_are_scaled_with_their_aspect()
    {
        var flavour = Wired.Flavour;
        var size = VnfSizing.AtLevel(flavour, flavour.FindLevel("default"));
        size.CpCounts!["cluster"].ShouldBe(1);
        var (bigger, _) = size.Scale(flavour, flavour.ScalingAspects[0], 3);
        (bigger!.VnfcCounts["gw"], bigger.CpCounts!["cluster"]).ShouldBe((7, 3));
        bigger.ShouldSatisfyAllConditions(
            b => b.CpCounts.ShouldBe(VnfSizing.AtScaleLevels(flavour, b.ScaleLevels).CpCounts, ignoreOrder: true),
            b => b.Scale(flavour, flavour.ScalingAspects[0], -3).Sizing!.CpCounts.ShouldBe(size.CpCounts, ignoreOrder: true));
        // A size from before they were counted.
        (size with { CpCounts = null }).Scale(flavour, flavour.ScalingAspects[0], 2).Sizing!.CpCounts!["cluster"].ShouldBe(2);
    }

    [Fact]
    public void What_changes_in_the_descriptor_is_a_difference_like_any_other()
    {
        var input = Wired.Input(1, Out);
        var now = VnfTarget.Build(input).Nodes.Select(n => new ManagedResource { Node = n, ResourceId = "id" }).ToList();
        IEnumerable<string> Steps(Func<DeploymentFlavour, DeploymentFlavour> change) => Planner.Plan(now, VnfTarget.Build(input with { Flavour = change(input.Flavour) })).Steps.Select(s => s.Id);

        Steps(f => f).ShouldBeEmpty();
        Steps(f => f with { SecurityGroupRules = [.. f.SecurityGroupRules.Select(r => r.Id == "web" ? r with { PortRangeMax = 444 } : r)] }).ShouldBe(["update:securityGroup/gw_out"]);
        Steps(f => f with { SecurityGroupRules = [.. f.SecurityGroupRules.Where(r => r.Targets.Contains("db_in"))] }).ShouldBe(["update:port/gw_out/0", "delete:securityGroup/gw_out"]);
        Steps(f => f with { InternalVirtualLinks = [.. f.InternalVirtualLinks.Select(l => l.Id == "inner" ? l with { MaxBitrate = new LinkBitrate(1_000, null) } : l)] }).ShouldBe(["update:network/inner"]);
        Steps(f => f with { InternalCps = [.. f.InternalCps.Select(c => c.Id == "gw_voice" ? c with { SegmentationId = 31 } : c)] }).ShouldBe(["update:port/gw_in/0"]);
        Steps(f => f with { InternalCps = [.. f.InternalCps.Where(c => c.Id != "gw_voice")] }).ShouldBe(["update:port/gw_in/0", "delete:port/gw_voice/0"]);
        // Who serves a virtual address is told about another one.
        Steps(f => f with { VipCps = [.. f.VipCps.Select(v => v.Id == "cluster" ? v with { Addressing = [new CpAddressing { FixedIpAddresses = ["10.1.0.51"] }] } : v)] })
            .ShouldBe(["update:port/cluster/0", "update:port/gw_in/0", "update:port/db_in/0"]);
    }

    private static T Spec<T>(ResourceGraph graph, string key)
        where T : ResourceSpec
        => graph.Find(key).ShouldNotBeNull($"{key} is not in {string.Join(", ", graph.Nodes.Select(n => n.Key))}").Spec.ShouldBeOfType<T>();
}
