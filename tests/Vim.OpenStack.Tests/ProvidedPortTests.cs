using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Ports that somebody else made and provides for a server (SOL003 extLinkPorts), and outer addresses that shall move.</summary>
public sealed class ProvidedPortTests() : SharedProjectTests("provided")
{

    [Fact]
    public async Task AProvidedPortIsAttachedAndDetachedAndOutlivesItsServer()
    {
        var network = await Vim.EnsureAsync("os", Key("n"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.87.0.0/24", Gateway = null }] }, CloudUnderTest.Limit, default);
        await Vim.EnsureAsync("os", Key("p"), new PortSpec { NetworkRef = Key("n") }, CloudUnderTest.Limit, default);
        var (one, two) = (await ProvideAsync(network, "10.87.0.71"), await ProvideAsync(network, "10.87.0.72"));
        var server = await Vim.EnsureAsync("os", Key("s"), Server(one, Key("p")), CloudUnderTest.Limit, default);
        server.Outputs.AttachedPorts.ShouldBe([one, Key("p")]);
        server.Outputs.Addresses.Select(static a => a.Address).ShouldContain("10.87.0.71");
        (await HolderAsync(one)).ShouldBe(server.VimResourceId);
        await foreach (var listed in Vim.ListAllAsync("os", new VimResourceQuery { Kind = VimResourceKind.Compute, InstanceId = Run }, default))
        {
            listed.Outputs.AttachedPorts.ShouldBe([one, Key("p")]);
        }

        // Another one instead: the first is let go.
        var changed = await Vim.EnsureAsync("os", Key("s"), Server(Key("p"), two), CloudUnderTest.Limit, default);
        changed.Outputs.Addresses.Select(static a => a.Address).ShouldContain("10.87.0.72");
        ((await HolderAsync(one)).Length, await HolderAsync(two)).ShouldBe((0, server.VimResourceId!));
        var taken = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("t"), Server(two), CloudUnderTest.Limit, default));
        taken.Message.ShouldContain(two);
        var missing = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("t"), Server(Guid.NewGuid().ToString()), CloudUnderTest.Limit, default));
        missing.Cause.ShouldBe(VimErrorCause.NOT_FOUND, missing.Message);

        await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        await NfvOrchestrator.TestKit.Eventually.HoldsAsync(async () => (await HolderAsync(two)).Length == 0, "the port is let go with its server", CloudUnderTest.Limit);
        foreach (var id in new[] { one, two })
        {
            await Eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/ports/{id}");
        }
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Port, Key("p"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Network, Key("n"), CloudUnderTest.Limit, default);
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task AnOuterAddressDoesNotChangeItsNetworkByItself()
    {
        Skip.If(CloudUnderTest.IsReal, "the lab has one outer network");
        Cloud.Shaped!.AddOuterNetwork("other");
        Cloud.Shaped.AddOuterNetwork();
        await Vim.EnsureAsync("os", Key("n"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.87.1.0/24", Gateway = "10.87.1.1" }] }, CloudUnderTest.Limit, default);
        var spec = new PortSpec { NetworkRef = Key("n"), FloatingIp = new VimFloatingIp("public", null) };
        var port = await Vim.EnsureAsync("os", Key("p"), spec, CloudUnderTest.Limit, default);
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("p"), spec with { FloatingIp = new VimFloatingIp("other", null) }, CloudUnderTest.Limit, default));
        (refused.Cause, refused.Message.Contains(port.Outputs.FloatingAddress!, StringComparison.Ordinal)).ShouldBe((VimErrorCause.CONFLICT, true), refused.Message);
        (await Vim.EnsureAsync("os", Key("p"), spec, CloudUnderTest.Limit, default)).Outputs.FloatingAddress.ShouldBe(port.Outputs.FloatingAddress);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Port, Key("p"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Network, Key("n"), CloudUnderTest.Limit, default);
    }

    private ComputeSpec Server(params string[] ports) => base.Server() with { PortKeys = ports };

    private async Task<string> ProvideAsync(VimResource network, string address)
    {
        var body = new JsonObject { ["port"] = new JsonObject { ["network_id"] = network.VimResourceId, ["name"] = Run, ["fixed_ips"] = new JsonArray(new JsonObject { ["ip_address"] = address }) } };
        return (string)(await Eyes.SendAsync(HttpMethod.Post, "network", "/v2.0/ports", body))!["port"]!["id"]!;
    }

    /// <summary>The server that has a port; empty: none. Fails when the port is gone.</summary>
    private async Task<string> HolderAsync(string port) => (string?)(await Eyes.SendAsync(HttpMethod.Get, "network", $"/v2.0/ports/{port}"))!["port"]!["device_id"] ?? "";
}
