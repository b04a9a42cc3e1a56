using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;
using NfvOrchestrator.Vim.OpenStack.Tests.Stack;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>A bandwidth that is guaranteed: the hosts of the cloud report some to Placement, as a network agent would, so that Nova places by it. Alone, because it changes what the cloud can do.</summary>
[Collection(AloneCollection.Name)]
public sealed class GuaranteedBandwidthTests() : ProjectTests("sure")
{
    private const string Wire = "physnet-sriov";
    private const long PerHost = 20_000_000_000;
    private static readonly string[] Traits = ["CUSTOM_PHYSNET_PHYSNET_SRIOV", "CUSTOM_VNIC_TYPE_NORMAL"];
    private readonly List<string> reported = [];

    private protected override IEnumerable<OpenStackAccountSettings> Accounts() => [Project.Account("os") with { MinimumBandwidth = "require" }];

    private protected override async Task LeaveAsync()
    {
        using var eyes = await Project.EyesAsync();
        foreach (var provider in reported)
        {
            await eyes.SendAsync(HttpMethod.Delete, "placement", $"/resource_providers/{provider}");
        }
    }

    [SkippableFact]
    public async Task Where_agents_report_bandwidth_ports_have_it_and_servers_are_placed_by_it()
    {
        Skip.If(CloudUnderTest.IsReal && !LabMachine.IsHere, "changes what the cloud can do: at the lab only");
        await ReportAsync();
        var network = new NetworkSpec { Name = "n", Type = VimNetworkType.VLAN, SegmentationId = 811, PhysicalNetwork = Wire, Subnets = [new VimSubnet { Cidr = "10.97.0.0/24", Gateway = null, Dhcp = false }] };
        await Vim.EnsureAsync("os", Key("net"), network, CloudUnderTest.Limit, default);
        var sure = await Vim.EnsureAsync("os", Key("p0"), Port(PerHost / 2), CloudUnderTest.Limit, default);
        sure.Outputs.Warnings.ShouldBeNull();
        using (var eyes = await Project.EyesAsync())
        {
            var seen = (await eyes.SendAsync(HttpMethod.Get, "network", $"/v2.0/ports/{sure.VimResourceId}"))!["port"]!;
            ((string?)seen["qos_policy_id"]).ShouldNotBeNull("Neutron demands it of Placement");
        }
        (await Vim.EnsureAsync("os", Key("s0"), Server("p0"), CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);

        var other = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("p1"), Port(PerHost / 2) with { VnicType = VimVnicType.DIRECT }, CloudUnderTest.Limit, default));
        (other.Cause, other.Message.Contains("PHYSNET_SRIOV", StringComparison.Ordinal)).ShouldBe((VimErrorCause.NOT_SUPPORTED, true), other.Message);
        if (CloudUnderTest.IsReal)
        {
            // More than any host has: the port is made, the server finds no host.
            await Vim.EnsureAsync("os", Key("p2"), Port(2 * PerHost), CloudUnderTest.Limit, default);
            var nowhere = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("s2"), Server("p2"), CloudUnderTest.Limit, default));
            nowhere.Cause.ShouldBe(VimErrorCause.NO_VALID_HOST, nowhere.Message);
        }
        foreach (var (kind, name) in new[] { (VimResourceKind.Compute, "s0"), (VimResourceKind.Compute, "s2"), (VimResourceKind.Port, "p0"), (VimResourceKind.Port, "p2"), (VimResourceKind.Network, "net") })
        {
            await Vim.EnsureDeletedAsync("os", kind, Key(name), CloudUnderTest.Limit, default);
        }
        using var http = Adapter.Host.Client("t");
        var view = JsonNode.Parse(await http.GetStringAsync("/openstack/v1/accounts/os?probeAgain=true"))!;
        view["capabilities"]!["bandwidthNetworks"]!.AsArray().Select(static n => (string)n!).ShouldBe(["PHYSNET_SRIOV"]);
    }

    /// <summary>What an agent with <c>resource_provider_bandwidths</c> tells Placement of each host.</summary>
    private async Task ReportAsync()
    {
        if (Cloud.Shaped is { } shaped)
        {
            shaped.BandwidthOf["compute1:" + Wire] = Traits;
            return;
        }
        using var eyes = await Project.EyesAsync();
        foreach (var trait in Traits)
        {
            await eyes.SendAsync(HttpMethod.Put, "placement", $"/traits/{trait}", []);
        }
        foreach (var host in (await eyes.ListAsync("placement", "/resource_providers", "resource_providers")).Where(static p => p["parent_provider_uuid"] is null))
        {
            var id = Guid.NewGuid().ToString();
            await eyes.SendAsync(HttpMethod.Post, "placement", "/resource_providers", new JsonObject { ["uuid"] = id, ["name"] = $"{(string)host["name"]!}:{Run}", ["parent_provider_uuid"] = (string)host["uuid"]! });
            reported.Add(id);
            var inventory = new JsonObject { ["NET_BW_EGR_KILOBIT_PER_SEC"] = new JsonObject { ["total"] = PerHost / 1000 } };
            await eyes.SendAsync(HttpMethod.Put, "placement", $"/resource_providers/{id}/inventories", new JsonObject { ["resource_provider_generation"] = 0, ["inventories"] = inventory });
            await eyes.SendAsync(HttpMethod.Put, "placement", $"/resource_providers/{id}/traits", new JsonObject { ["resource_provider_generation"] = 1, ["traits"] = new JsonArray([.. Traits.Select(static t => (JsonNode)t)]) });
        }
    }

    private PortSpec Port(long bandwidth) => new() { NetworkRef = Key("net"), Bandwidth = new VimQos { MinBitsPerSecond = bandwidth } };

    private ComputeSpec Server(string port) => Server() with { PortKeys = [Key(port)] };
}
