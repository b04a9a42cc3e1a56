using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Networks as descriptors ask for them, who cannot name a physical network, and their subnets.</summary>
public sealed class NetworkTests() : SharedProjectTests("network", eyes: "admin")
{
    private protected override IEnumerable<OpenStackAccountSettings> Accounts() =>
        [Cloud.Account("root", "admin") with { VlanPhysicalNetwork = "physnet-vlan", FlatPhysicalNetwork = "physnet-flat" }, Cloud.Account("plain", "admin"), Cloud.Account("os")];

    [Fact]
    public async Task TheAccountSaysWhichPhysicalNetworkStandsForVlansAndUntaggedNetworks()
    {
        var id = 300 + Random.Shared.Next(190); // of the lab's range for physnet-vlan
        foreach (var (name, spec, technology, physical, segment) in new (string, NetworkSpec, string, string?, int?)[]
        {
            ("vlan", new NetworkSpec { Name = "vlan", Type = VimNetworkType.VLAN, SegmentationId = id }, "vlan", "physnet-vlan", id),
            ("some", new NetworkSpec { Name = "some", Type = VimNetworkType.VLAN }, "vlan", "physnet-vlan", null),
            ("none", new NetworkSpec { Name = "none" }, "vlan", "physnet-vlan", null),
            ("flat", new NetworkSpec { Name = "flat", Type = VimNetworkType.FLAT }, "flat", "physnet-flat", null),
            ("vxlan", new NetworkSpec { Name = "vxlan", Type = VimNetworkType.VXLAN, SegmentationId = 1_000_000 + id }, "vxlan", null, 1_000_000 + id),
        })
        {
            await Vim.EnsureAsync("root", Key(name), spec, CloudUnderTest.Limit, default);
            var seen = await SeenAsync(name);
            ((string?)seen["provider:network_type"], (string?)seen["provider:physical_network"]).ShouldBe((technology, physical));
            if (segment is not null)
            {
                ((int?)seen["provider:segmentation_id"]).ShouldBe(segment);
            }
            await Vim.EnsureDeletedAsync("root", VimResourceKind.Network, Key(name), CloudUnderTest.Limit, default);
        }
        foreach (var type in new[] { VimNetworkType.VLAN, VimNetworkType.FLAT })
        {
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("plain", Key("r"), new NetworkSpec { Name = "r", Type = type, SegmentationId = type == VimNetworkType.VLAN ? id : null }, CloudUnderTest.Limit, default));
            (refused.Cause, refused.Message.Contains("physical_network", StringComparison.Ordinal)).ShouldBe((VimErrorCause.INVALID_REQUEST, true), refused.Message);
        }
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ASharedNetworkIsSharedUntilItIsNot()
    {
        var spec = new NetworkSpec { Name = "shared", Type = VimNetworkType.VXLAN, SegmentationId = 2_000_000 + Random.Shared.Next(100_000), Shared = true };
        await Vim.EnsureAsync("root", Key("n"), spec, CloudUnderTest.Limit, default);
        ((bool)(await SeenAsync("n"))["shared"]!).ShouldBeTrue();
        await Vim.EnsureAsync("root", Key("n"), spec with { Shared = false }, CloudUnderTest.Limit, default);
        ((bool)(await SeenAsync("n"))["shared"]!).ShouldBeFalse();
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("m"), new NetworkSpec { Name = "m", Shared = true }, CloudUnderTest.Limit, default));
        refused.Cause.ShouldBe(VimErrorCause.UNAUTHORIZED, refused.Message);
        await Vim.EnsureDeletedAsync("root", VimResourceKind.Network, Key("n"), CloudUnderTest.Limit, default);
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SubnetsOfBothVersionsHaveTheAddressModeAskedFor()
    {
        var spec = new NetworkSpec
        {
            Name = "modes",
            Subnets =
            [
                new VimSubnet { Cidr = "10.88.0.0/24", Gateway = "10.88.0.1", Pools = [new VimAddressPool("10.88.0.100", "10.88.0.120")] },
                new VimSubnet { Cidr = "fd00:88:1::/64", IpVersion = 6, Gateway = "fd00:88:1::1", Ipv6Mode = VimIpv6Mode.SLAAC },
                new VimSubnet { Cidr = "fd00:88:2::/64", IpVersion = 6, Gateway = "fd00:88:2::1", Ipv6Mode = VimIpv6Mode.DHCPV6_STATELESS },
                new VimSubnet { Cidr = "fd00:88:3::/64", IpVersion = 6, Gateway = "fd00:88:3::1", Ipv6Mode = VimIpv6Mode.DHCPV6_STATEFUL },
            ],
        };
        var made = await Vim.EnsureAsync("plain", Key("n"), spec, CloudUnderTest.Limit, default);
        var subnets = (await Eyes.ListAsync("network", "/v2.0/subnets", "subnets")).Where(s => made.Outputs.SubnetIds.Contains((string)s["id"]!)).ToDictionary(static s => (string)s["cidr"]!, static s => s, StringComparer.Ordinal);
        subnets.Count.ShouldBe(4);
        foreach (var (cidr, mode) in new[] { ("fd00:88:1::/64", "slaac"), ("fd00:88:2::/64", "dhcpv6-stateless"), ("fd00:88:3::/64", "dhcpv6-stateful") })
        {
            ((string?)subnets[cidr]["ipv6_address_mode"], (string?)subnets[cidr]["ipv6_ra_mode"]).ShouldBe((mode, mode));
        }
        ((string?)subnets["10.88.0.0/24"]["allocation_pools"]![0]!["start"]).ShouldBe("10.88.0.100");
        var port = await Vim.EnsureAsync("plain", Key("p"), new PortSpec { NetworkRef = Key("n"), FixedIps = [new VimFixedIp { SubnetCidr = "10.88.0.0/24" }] }, CloudUnderTest.Limit, default);
        port.Outputs.Addresses.ShouldContain(static a => a.Address.StartsWith("10.88.0.1", StringComparison.Ordinal));
        await Vim.EnsureDeletedAsync("plain", VimResourceKind.Port, Key("p"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("plain", VimResourceKind.Network, Key("n"), CloudUnderTest.Limit, default);
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task APortOfANetworkWithoutPortSecurityStaysSoWhenItIsRenamed()
    {
        var made = await Vim.EnsureAsync("plain", Key("n"), new NetworkSpec { Name = "open", Subnets = [new VimSubnet { Cidr = "10.89.0.0/24" }] }, CloudUnderTest.Limit, default);
        await Eyes.SendAsync(HttpMethod.Put, "network", $"/v2.0/networks/{made.VimResourceId}", new JsonObject { ["network"] = new JsonObject { ["port_security_enabled"] = false } });
        var spec = new PortSpec { Name = "a", NetworkRef = Key("n") };
        var port = await Vim.EnsureAsync("plain", Key("p"), spec, CloudUnderTest.Limit, default);
        await Vim.EnsureAsync("plain", Key("p"), spec with { Name = "b" }, CloudUnderTest.Limit, default);
        var seen = (await Eyes.ListAsync("network", "/v2.0/ports", "ports")).Single(p => (string?)p["id"] == port.VimResourceId);
        ((string?)seen["name"], (bool?)seen["port_security_enabled"], seen["security_groups"]!.AsArray().Count).ShouldBe(("b", false, 0));
        await Vim.EnsureDeletedAsync("plain", VimResourceKind.Port, Key("p"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("plain", VimResourceKind.Network, Key("n"), CloudUnderTest.Limit, default);
    }

    [Fact]
    public void WhatANetworkNamesItselfCountsMoreThanTheAccount()
    {
        var settings = new OpenStackAccountSettings { VlanPhysicalNetwork = "of-account" };
        NetworkHandler.Segment(settings, new NetworkSpec { Name = "n", Type = VimNetworkType.VLAN, PhysicalNetwork = "own" }).ShouldBe((VimNetworkType.VLAN, "own"));
        NetworkHandler.Segment(settings, new NetworkSpec { Name = "n", SegmentationId = 7 }).ShouldBe((VimNetworkType.VXLAN, null));
        NetworkHandler.Segment(new OpenStackAccountSettings(), new NetworkSpec { Name = "n" }).ShouldBe((null, null));
        NetworkHandler.Segment(new OpenStackAccountSettings(), new NetworkSpec { Name = "n", Type = VimNetworkType.VLAN }).ShouldBe((VimNetworkType.VLAN, null));
    }

    private async Task<JsonObject> SeenAsync(string name) => (await Eyes.ListAsync("network", "/v2.0/networks", "networks")).Single(n => ((string?)n["description"])?.EndsWith(" " + Key(name), StringComparison.Ordinal) == true);
}
