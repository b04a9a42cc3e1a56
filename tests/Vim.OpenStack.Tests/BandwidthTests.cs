using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>A bandwidth that a port demands: by best effort or not at all, as the account says, where no network agent reports some to Placement (<see cref="GuaranteedBandwidthTests"/>: where one does).</summary>
public sealed class BandwidthTests() : ProjectTests("band")
{
    private const long Wanted = 10_000_000_000;

    private protected override IEnumerable<OpenStackAccountSettings> Accounts() => [Project.Account("os"), Project.Account("strict") with { MinimumBandwidth = "require" }, Cloud.Account("member")];

    [Fact]
    public async Task Where_nobody_guarantees_it_the_server_comes_up_without_and_says_so()
    {
        var port = await PortAsync("os", "p", new VimQos { MinBitsPerSecond = Wanted, MaxBitsPerSecond = 2 * Wanted });
        port.Outputs.Warnings.ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain("best effort");
        port.Outputs.Warnings![0].ShouldContain(Wanted.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var server = await Vim.EnsureAsync("os", Key("s"), Server() with { PortKeys = [Key("p")] }, CloudUnderTest.Limit, default);
        server.State.ShouldBe(VimResourceState.ACTIVE);
        (await Vim.GetAsync("os", VimResourceKind.Port, Key("p"), TimeSpan.Zero, default))!.Outputs.Warnings!.Count.ShouldBe(1, "also when it is looked at later");

        var free = await Vim.EnsureAsync("os", Key("p"), Spec(null), CloudUnderTest.Limit, default);
        free.Outputs.Warnings.ShouldBeNull("what it does not demand it does not lack");
        await RemoveAsync("os");
        (await CapabilityAsync("os")).ShouldContain("best effort");
    }

    [Fact]
    public async Task An_account_that_requires_it_refuses_before_anything_is_made()
    {
        await NetworkAsync("strict");
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("strict", Key("p"), Spec(new VimQos { MinBitsPerSecond = Wanted }), CloudUnderTest.Limit, default));
        (refused.Cause, refused.Retryable, refused.ResourceKey).ShouldBe((VimErrorCause.NOT_SUPPORTED, false, Key("p")), refused.Message);
        refused.Message.ShouldContain("minimumBandwidth");
        (await Vim.GetAsync("strict", VimResourceKind.Port, Key("p"), TimeSpan.Zero, default)).ShouldBeNull();
        var soft = await Vim.EnsureAsync("strict", Key("p"), Spec(new VimQos { MinBitsPerSecond = Wanted, BestEffort = true }), CloudUnderTest.Limit, default);
        soft.Outputs.Warnings!.Count.ShouldBe(1, "a demand that says itself that it is soft");
        await RemoveAsync("strict");
        (await CapabilityAsync("strict")).ShouldContain("refused");
    }

    [Fact]
    public async Task A_member_who_may_not_ask_Placement_goes_without_and_is_told_why()
    {
        var port = await PortAsync("member", "p", new VimQos { MinBitsPerSecond = Wanted });
        port.Outputs.Warnings.ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain("may not ask Placement");
        await RemoveAsync("member");
        (await CapabilityAsync("member")).ShouldContain("Not known");
    }

    [SkippableFact]
    public async Task APolicyIsAskedForOnceAndOneThatSomebodyRemovedMeanwhileIsMadeAnew()
    {
        Skip.If(CloudUnderTest.IsReal, "counts the requests of the shaped server");
        var qos = new VimQos { MaxBitsPerSecond = 7_000_000 };
        var first = await PortAsync("os", "p", qos);
        await Vim.EnsureAsync("os", Key("p2"), Spec(qos), CloudUnderTest.Limit, default);
        Cloud.Shaped!.Requests.Count(static r => r.Method == "GET" && r.Path.EndsWith("/qos/policies", StringComparison.Ordinal)).ShouldBe(1);
        using var eyes = await Project.EyesAsync();
        var ports = (await eyes.ListAsync("network", "/v2.0/ports", "ports")).Where(static p => (string?)p["qos_policy_id"] is not null).ToList();
        var policy = (string)ports.Single(p => (string?)p["id"] == first.VimResourceId)["qos_policy_id"]!;
        foreach (var port in ports)
        {
            await eyes.SendAsync(HttpMethod.Put, "network", $"/v2.0/ports/{port["id"]}", new JsonObject { ["port"] = new JsonObject { ["qos_policy_id"] = null } });
        }
        await eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/qos/policies/{policy}");
        var before = Cloud.Shaped.Requests.Count;
        await Vim.EnsureAsync("os", Key("p"), Spec(qos) with { Name = "renamed" }, CloudUnderTest.Limit, default);
        var after = (string?)(await eyes.ListAsync("network", "/v2.0/ports", "ports")).Single(p => (string?)p["id"] == first.VimResourceId)["qos_policy_id"];
        (after is not null, after == policy).ShouldBe((true, false), "the change is sent once more, with the new policy");
        Cloud.Shaped.Requests.Skip(before).Count(static r => r.Method == "POST" && r.Path.EndsWith("/qos/policies", StringComparison.Ordinal)).ShouldBe(1);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Port, Key("p2"), CloudUnderTest.Limit, default);
        await RemoveAsync("os");
    }

    [Fact]
    public async Task ThePolicyOfANetworkGoesWithItsLastUser()
    {
        using var eyes = await Project.EyesAsync();
        // Widths that nobody else uses: another user keeps a policy.
        var (first, second) = (Unique(), Unique());
        var spec = new NetworkSpec { Name = "n", Qos = new VimQos { MaxBitsPerSecond = first } };
        await Vim.EnsureAsync("os", Key("net"), spec, CloudUnderTest.Limit, default);
        (await PoliciesAsync(first)).ShouldBe(1);
        await Vim.EnsureAsync("os", Key("net"), spec with { Qos = new VimQos { MaxBitsPerSecond = second } }, CloudUnderTest.Limit, default);
        (await PoliciesAsync(first), await PoliciesAsync(second)).ShouldBe((0, 1), "the one before had no other user");
        await Vim.EnsureAsync("os", Key("net2"), spec with { Name = "n2", Qos = new VimQos { MaxBitsPerSecond = second } }, CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Network, Key("net"), CloudUnderTest.Limit, default);
        (await PoliciesAsync(second)).ShouldBe(1, "the second network has it");
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Network, Key("net2"), CloudUnderTest.Limit, default);
        (await PoliciesAsync(second)).ShouldBe(0);

        async Task<int> PoliciesAsync(long bits) => (await eyes.ListAsync("network", $"/v2.0/qos/policies?name=nfv-max-{(bits / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture)}", "policies")).Count;

        static long Unique() => (1_000_000 + System.Security.Cryptography.RandomNumberGenerator.GetInt32(1_000_000)) * 1000L;
    }

    private PortSpec Spec(VimQos? bandwidth) => new() { NetworkRef = Key("net"), Bandwidth = bandwidth };

    private Task NetworkAsync(string account) =>
        Vim.EnsureAsync(account, Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.97.0.0/24", Gateway = null, Dhcp = false }] }, CloudUnderTest.Limit, default);

    private async Task<VimResource> PortAsync(string account, string name, VimQos bandwidth)
    {
        await NetworkAsync(account);
        return await Vim.EnsureAsync(account, Key(name), Spec(bandwidth), CloudUnderTest.Limit, default);
    }

    private async Task RemoveAsync(string account)
    {
        foreach (var (kind, name) in new[] { (VimResourceKind.Compute, "s"), (VimResourceKind.Port, "p"), (VimResourceKind.Network, "net") })
        {
            await Vim.EnsureDeletedAsync(account, kind, Key(name), CloudUnderTest.Limit, default);
        }
    }

    private async Task<string> CapabilityAsync(string account)
    {
        using var http = Adapter.Host.Client("t");
        var view = JsonNode.Parse(await http.GetStringAsync($"/openstack/v1/accounts/{account}?probeAgain=true"))!;
        return (string)view["capabilities"]!["guaranteedBandwidth"]!;
    }
}
