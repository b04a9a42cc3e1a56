using System.Text.Json.Nodes;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Floating IPs, trunks and routers: what belongs to ports and networks stays theirs when somebody else deletes those, and nothing of it is left.</summary>
public sealed class PartTests() : ProjectTests("part")
{
    private const string Orphans = "/openstack/v1/accounts/os/orphans";

    private protected override string Tenant => Run;

    [Fact]
    public async Task AnAddressOutlivesItsPortAndIsGivenToTheNextOne()
    {
        var (net, wanted) = await OutAsync("10.76.0.0/24");
        var first = await Vim.EnsureAsync("os", Key("p"), wanted, CloudUnderTest.Limit, default);
        var address = first.Outputs.FloatingAddress.ShouldNotBeNull();
        using var eyes = await Project.EyesAsync();
        await VanishAsync(eyes, first);
        (await FloatingAsync(eyes)).Single()["port_id"].ShouldBeNull("Neutron frees the address");
        using var http = Adapter.Host.Client(Tenant);
        http.Timeout = CloudUnderTest.Limit;
        var shown = (await http.GetStringAsync(Orphans)).ShouldNotBeNull();
        (shown.Contains("floatingip", StringComparison.Ordinal), shown.Contains(address, StringComparison.Ordinal)).ShouldBe((true, true), shown);
        var second = await Vim.EnsureAsync("os", Key("p"), wanted, CloudUnderTest.Limit, default);
        second.VimResourceId.ShouldNotBe(first.VimResourceId);
        second.Outputs.FloatingAddress.ShouldBe(address, "no other is allocated");
        (await FloatingAsync(eyes)).Single()["port_id"]!.ToString().ShouldBe(second.VimResourceId);
        (await http.GetStringAsync(Orphans)).ShouldNotContain(address);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Port, Key("p"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Network, net, CloudUnderTest.Limit, default);
        await NothingAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoDoesNotWantAPortAnyMoreThatSomebodyElseDeletedLeavesNoAddress(bool seen)
    {
        var (net, wanted) = await OutAsync("10.77.0.0/24");
        var port = await Vim.EnsureAsync("os", Key("p"), wanted, CloudUnderTest.Limit, default);
        using var eyes = await Project.EyesAsync();
        if (seen)
        {
            await VanishAsync(eyes, port);
        }
        else
        {
            await eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/ports/{port.VimResourceId}");
        }
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Port, Key("p"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Network, net, CloudUnderTest.Limit, default);
        await NothingAsync();
    }

    [Fact]
    public async Task OrphansThatHangOnEachOtherAreShownWithTheirPartsAndGoTogether()
    {
        var (_, wanted) = await OutAsync("10.78.0.0/24");
        await Vim.EnsureAsync("os", Key("child"), new PortSpec { NetworkRef = Key("net") }, CloudUnderTest.Limit, default);
        await Vim.EnsureAsync("os", Key("p"), wanted with { SubPorts = [new VimSubPort(Key("child"), 7)] }, CloudUnderTest.Limit, default);
        await using var after = await AdapterHost.StartAsync(Accounts()); // its store knows nothing
        var lists = await new CloudLists(Project).ReadAsync();
        new[] { CloudListing.Subnets, CloudListing.Trunks, CloudListing.Routers, CloudListing.FloatingIps }.ShouldAllBe(name => lists[name].Count == 1, "somebody else sees one of each");
        using var http = after.Host.Client(Tenant);
        http.Timeout = CloudUnderTest.Limit;
        static IEnumerable<string> Parts(string text) => JsonNode.Parse(text)!["orphans"]!.AsArray().Select(static o => (string?)o!["part"] ?? ((string)o["kind"]!).ToLowerInvariant()).Order(StringComparer.Ordinal);
        string[] all = ["floatingip", "network", "port", "port", "router", "trunk"];
        Parts(await http.GetStringAsync(Orphans)).ShouldBe(all);
        using var removed = await http.DeleteAsync(Orphans);
        var text = await removed.Content.ReadAsStringAsync();
        Parts(text).ShouldBe(all, text);
        text.ShouldNotContain("failure");
        Parts(await http.GetStringAsync(Orphans)).ShouldBeEmpty();
        await NothingAsync();
    }

    /// <summary>A network that can lead out, and a port on it with an outer address.</summary>
    private async Task<(string Network, PortSpec Port)> OutAsync(string cidr)
    {
        Cloud.Shaped?.AddOuterNetwork();
        var gateway = cidr.Replace(".0/24", ".1", StringComparison.Ordinal);
        await Vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = cidr, Gateway = gateway, Dhcp = false }] }, CloudUnderTest.Limit, default);
        return (Key("net"), new PortSpec { NetworkRef = Key("net"), FloatingIp = new VimFloatingIp("public", null) });
    }

    /// <summary>Somebody else deletes a port, and the adapter sees it.</summary>
    private async Task VanishAsync(CloudEyes eyes, VimResource port)
    {
        await eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/ports/{port.VimResourceId}");
        (await Vim.GetAsync("os", VimResourceKind.Port, port.Key, TimeSpan.Zero, default)).ShouldBeNull();
    }

    private static Task<IReadOnlyList<JsonObject>> FloatingAsync(CloudEyes eyes) => eyes.ListAsync("network", $"/v2.0/floatingips?project_id={eyes.ProjectId}", "floatingips");

    private async Task NothingAsync()
    {
        foreach (var (name, ids) in (await new CloudLists(Project).ReadAsync()).All)
        {
            ids.ShouldBeEmpty($"{name} at the end");
        }
    }
}
