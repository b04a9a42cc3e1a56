using System.Text;
using System.Text.Json.Nodes;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Changes that OpenStack accepts and does not make, that somebody else begins, or that its state forbids: each is told once, by its cause, and nothing is taken for done that is not.</summary>
public sealed class ChangeTests() : SharedProjectTests("change", eyes: "admin")
{
    private protected override IEnumerable<OpenStackAccountSettings> Accounts() => [Cloud.Account("os"), Cloud.Account("root", "admin")];

    private protected override Task ClearAsync() => RemoveAsync(["os", "root"], [VimResourceKind.Compute, VimResourceKind.Port, VimResourceKind.Network, VimResourceKind.Storage]);

    [Theory]
    [InlineData("os", "nfv")]
    [InlineData("root", "admin")]
    public async Task AResizeThatFindsNoHostIsToldByItsCauseAndAskedForAgainByAPutOnly(string account, string user)
    {
        using var owner = await CloudEyes.OpenAsync(Cloud, user);
        var server = await Vim.EnsureAsync(account, Key("s"), Tiny(), CloudUnderTest.Limit, default);
        var nowhere = Tiny() with { FlavourRef = "lab.nohost" };
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync(account, Key("s"), nowhere, CloudUnderTest.Limit, default));
            (refused.Cause, refused.Retryable).ShouldBe((VimErrorCause.NO_VALID_HOST, false), refused.Message);
            refused.Error.RequestId.ShouldNotBeNull().ShouldStartWith("req-");
            var seen = (await Vim.GetAsync(account, VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default)).ShouldNotBeNull();
            (seen.State, seen.Error?.Cause, seen.VimResourceId).ShouldBe((VimResourceState.ACTIVE, VimErrorCause.NO_VALID_HOST, server.VimResourceId), "it runs as before, and says what it is not");
            (await JournalAsync(owner, server, "resize")).ShouldBe(attempt);
        }
        var as0 = await Vim.EnsureAsync(account, Key("s"), Tiny(), CloudUnderTest.Limit, default);
        (as0.State, as0.Error).ShouldBe((VimResourceState.ACTIVE, null));
        (await JournalAsync(owner, server, "resize")).ShouldBe(2);
    }

    [SkippableTheory]
    [InlineData("m1.small", null)]
    [InlineData("lab.nohost", VimErrorCause.NO_VALID_HOST)]
    public async Task AResizeWhoseAnswerWasLostIsFoundInTheJournalAndNotSentAgain(string flavour, VimErrorCause? cause)
    {
        Skip.If(Cloud.Shaped is null, "cuts an answer of the shaped server");
        Cloud.Shaped!.BuildTime = TimeSpan.FromMilliseconds(300);
        var server = await Vim.EnsureAsync("root", Key("s"), Tiny(), CloudUnderTest.Limit, default);
        var cut = Cloud.Shaped.Break(new CloudFault { Method = "POST", Path = $"/servers/{server.VimResourceId}/action", AfterProcessing = true });
        var wanted = Tiny() with { FlavourRef = flavour };
        if (cause is null)
        {
            (await Vim.EnsureAsync("root", Key("s"), wanted, CloudUnderTest.Limit, default)).Outputs.MemoryMib.ShouldBe(2048);
        }
        else
        {
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("root", Key("s"), wanted, CloudUnderTest.Limit, default));
            refused.Cause.ShouldBe(cause.Value, refused.Message);
        }
        cut.Played.ShouldBe(1);
        (await JournalAsync(Eyes, server, "resize")).ShouldBe(1);
    }

    [Fact]
    public async Task AResizeThatIsNotWantedAnyMoreIsReverted()
    {
        if (Cloud.Shaped is { } shaped)
        {
            shaped.BuildTime = TimeSpan.FromMilliseconds(500);
        }
        var server = await Vim.EnsureAsync("root", Key("s"), Tiny(), CloudUnderTest.Limit, default);
        (await Vim.PutAsync("root", Key("s"), Tiny() with { FlavourRef = "m1.small" }, TimeSpan.Zero, default)).State.ShouldBe(VimResourceState.UPDATING);
        var back = await Vim.EnsureAsync("root", Key("s"), Tiny(), CloudUnderTest.Limit, default);
        (back.State, back.Outputs.MemoryMib).ShouldBe((VimResourceState.ACTIVE, 512L));
        (await JournalAsync(Eyes, server, "revertResize")).ShouldBe(1);
        (await JournalAsync(Eyes, server, "confirmResize")).ShouldBe(0);
        (await Vim.EnsureAsync("root", Key("s"), Tiny() with { FlavourRef = "m1.small" }, CloudUnderTest.Limit, default)).Outputs.MemoryMib.ShouldBe(2048);
        (await JournalAsync(Eyes, server, "confirmResize")).ShouldBe(1);
    }

    [Fact]
    public async Task WhatSomebodyElseResizedIsHisToConfirm()
    {
        var server = await Vim.EnsureAsync("root", Key("s"), Tiny(), CloudUnderTest.Limit, default);
        var flavour = (string)(await Eyes.ListAsync("compute", "/flavors/detail", "flavors")).Single(static f => (string?)f["name"] == "m1.small")["id"]!;
        await ActAsync(server, "resize", new JsonObject { ["flavorRef"] = flavour });
        await StatusAsync(server, "VERIFY_RESIZE");
        (await Vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.FromSeconds(30), default))!.State.ShouldBe(VimResourceState.ACTIVE);
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("root", Key("s"), Tiny() with { Name = Run + "-renamed" }, CloudUnderTest.Limit, default));
        (refused.Cause, refused.Message.Contains("VERIFY_RESIZE", StringComparison.Ordinal)).ShouldBe((VimErrorCause.CONFLICT, true), refused.Message);
        await Vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default);
        await StatusAsync(server, "VERIFY_RESIZE");
        await ActAsync(server, "revertResize", null);
        await StatusAsync(server, "ACTIVE");
        (await Vim.EnsureAsync("root", Key("s"), Tiny() with { Name = Run + "-renamed" }, CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        ((string?)(await ShownAsync(server))["name"]).ShouldBe(Run + "-renamed");
        (await JournalAsync(Eyes, server, "confirmResize")).ShouldBe(0);
    }

    [Theory]
    [InlineData("pause", "PAUSED")]
    [InlineData("suspend", "SUSPENDED")]
    public async Task AServerThatStandsStillIsNotTakenForChangedAndIsStarted(string action, string status)
    {
        var server = await Vim.EnsureAsync("root", Key("s"), Tiny(), CloudUnderTest.Limit, default);
        await ActAsync(server, action, null);
        await StatusAsync(server, status);
        var wanted = Tiny() with { Name = Run + "-renamed" };
        for (var i = 0; i < 2; i++)
        {
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("root", Key("s"), wanted, CloudUnderTest.Limit, default));
            (refused.Cause, refused.Message.Contains(status, StringComparison.Ordinal), refused.Message.Contains("START", StringComparison.Ordinal)).ShouldBe((VimErrorCause.CONFLICT, true, true), refused.Message);
            (await Vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!.State.ShouldBe(VimResourceState.STOPPED);
        }
        (await Vim.EnsureActedAsync("root", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.START, ActionId = "go" }, CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        (await Vim.EnsureAsync("root", Key("s"), wanted, CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        ((string?)(await ShownAsync(server))["name"]).ShouldBe(Run + "-renamed");
    }

    [Fact]
    public async Task AVolumeGetsItsSizeAndItsTypeByOnePutAndSaysWhenNoBackEndHasTheType()
    {
        var (good, bad) = (await TypeAsync("other", "lab"), await TypeAsync(ShapedCloud.TypeOfNoBackEnd, "no-such-back-end"));
        try
        {
            var volume = await Vim.EnsureAsync("root", Key("v"), new StorageSpec { Name = Run, SizeGib = 1 }, CloudUnderTest.Limit, default);
            await Vim.EnsureAsync("root", Key("v"), new StorageSpec { Name = Run, SizeGib = 2, Type = good }, CloudUnderTest.Limit, default);
            async Task<(int?, string?)> SeenAsync() => (await Eyes.ListAsync("volumev3", "/volumes/detail", "volumes")).Single(v => (string?)v["id"] == volume.VimResourceId) is var v ? ((int?)v["size"], (string?)v["volume_type"]) : default;
            (await SeenAsync()).ShouldBe((2, good));
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("root", Key("v"), new StorageSpec { Name = Run, SizeGib = 2, Type = bad }, CloudUnderTest.Limit, default));
            (refused.Cause, refused.Message.Contains(bad, StringComparison.Ordinal)).ShouldBe((VimErrorCause.INTERNAL, true), refused.Message); // Cinder does not tell its users
            (await SeenAsync()).ShouldBe((2, good));
            if (!CloudUnderTest.IsReal)
            {
                refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("root", Key("v"), new StorageSpec { Name = Run, SizeGib = ShapedCloud.LargestVolume + 1, Type = good }, CloudUnderTest.Limit, default));
                (refused.Cause, refused.Message.Contains("No storage", StringComparison.Ordinal)).ShouldBe((VimErrorCause.NO_VALID_HOST, true), refused.Message);
            }
            (await Vim.EnsureAsync("root", Key("v"), new StorageSpec { Name = Run, SizeGib = 2, Type = good }, CloudUnderTest.Limit, default)).Error.ShouldBeNull();
            var id = (string)(await Eyes.ListAsync("volumev3", "/types", "volume_types")).Single(t => (string?)t["name"] == good)["id"]!;
            (await Vim.EnsureAsync("root", Key("v"), new StorageSpec { Name = Run, SizeGib = 2, Type = id }, CloudUnderTest.Limit, default)).Error.ShouldBeNull("it has the type of this identifier");
            (await SeenAsync()).ShouldBe((2, good));
            await Vim.EnsureDeletedAsync("root", VimResourceKind.Storage, Key("v"), CloudUnderTest.Limit, default);
        }
        finally
        {
            if (CloudUnderTest.IsReal)
            {
                foreach (var type in (await Eyes.ListAsync("volumev3", "/types", "volume_types")).Where(t => ((string)t["name"]!).StartsWith(Run, StringComparison.Ordinal)))
                {
                    await Eyes.SendAsync(HttpMethod.Delete, "volumev3", $"/types/{(string)type["id"]!}");
                }
            }
        }
    }

    [Fact]
    public async Task PortsThatComeAtTheSameTimeShareAPolicyThatGoesWithTheLastOfThem()
    {
        await Vim.EnsureAsync("root", Key("net"), new NetworkSpec { Name = Run, Subnets = [new VimSubnet { Cidr = "10.98.0.0/24", Gateway = null }] }, CloudUnderTest.Limit, default);
        var kilobits = 1_000_000 + (Math.Abs(Run.GetHashCode(StringComparison.Ordinal)) % 1_000_000); // of this run: others share the lab
        PortSpec Limited(long kbps) => new() { NetworkRef = Key("net"), Bandwidth = new VimQos { MaxBitsPerSecond = kbps * 1000 } };
        async Task<int> PoliciesAsync(long kbps) => (await Eyes.ListAsync("network", $"/v2.0/qos/policies?name=nfv-max-{kbps}", "policies")).Count;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Vim.EnsureAsync("root", Key("p" + i), Limited(kilobits), CloudUnderTest.Limit, default)));
        (await PoliciesAsync(kilobits)).ShouldBe(1);
        await Vim.EnsureAsync("root", Key("p0"), Limited(kilobits + 1), CloudUnderTest.Limit, default);
        await Vim.EnsureAsync("root", Key("p0"), Limited(kilobits), CloudUnderTest.Limit, default);
        (await PoliciesAsync(kilobits + 1)).ShouldBe(0);
        foreach (var i in Enumerable.Range(0, 6))
        {
            (await PoliciesAsync(kilobits)).ShouldBe(1);
            await Vim.EnsureDeletedAsync("root", VimResourceKind.Port, Key("p" + i), CloudUnderTest.Limit, default);
        }
        (await PoliciesAsync(kilobits)).ShouldBe(0);
    }

    [Fact]
    public async Task AFlavourWhoseExtraSpecsAreNotThereYetIsNobodyElses()
    {
        var memory = 600 + (Math.Abs(Run.GetHashCode(StringComparison.Ordinal)) % 300);
        var name = $"nfv.1c.{memory}m.1g.0123456789ab";
        await Eyes.SendAsync(HttpMethod.Post, "compute", "/flavors", new JsonObject { ["flavor"] = new JsonObject { ["id"] = name, ["name"] = name, ["vcpus"] = 1, ["ram"] = memory, ["disk"] = 1 } });
        var server = await Vim.EnsureAsync("root", Key("s"), Tiny() with { FlavourRef = null, MemoryMib = memory }, CloudUnderTest.Limit, default);
        server.Outputs.FlavourId.ShouldBe($"nfv.1c.{memory}m.1g");
        await Vim.EnsureDeletedAsync("root", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        if (CloudUnderTest.IsReal)
        {
            await Eyes.SendAsync(HttpMethod.Delete, "compute", $"/flavors/{name}");
            await Eyes.SendAsync(HttpMethod.Delete, "compute", $"/flavors/nfv.1c.{memory}m.1g");
        }
    }

    [Fact]
    public async Task AnAdministratorWhoSeesAllProjectsMeansHisOwnByAName()
    {
        var network = new NetworkSpec { Name = Run, Subnets = [new VimSubnet { Cidr = "10.99.0.0/24", Gateway = null }] };
        await Vim.EnsureAsync("os", Key("theirs"), network, CloudUnderTest.Limit, default);
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("root", Key("p"), new PortSpec { NetworkRef = Run }, CloudUnderTest.Limit, default));
        refused.Cause.ShouldBe(VimErrorCause.NOT_FOUND, refused.Message);
        var ours = await Vim.EnsureAsync("root", Key("ours"), network, CloudUnderTest.Limit, default);
        var port = await Vim.EnsureAsync("root", Key("p"), new PortSpec { NetworkRef = Run, SecurityGroups = ["default"] }, CloudUnderTest.Limit, default);
        port.Outputs.VimNetworkId.ShouldBe(ours.VimResourceId);
        var group = (string)(await Eyes.ListAsync("network", $"/v2.0/security-groups?project_id={Eyes.ProjectId}&name=default", "security_groups")).Single()["id"]!;
        var seen = (await Eyes.SendAsync(HttpMethod.Get, "network", $"/v2.0/ports/{port.VimResourceId}"))!["port"]!;
        seen["security_groups"]!.AsArray().Select(static g => (string?)g).ShouldBe([group]);
    }

    [Fact]
    public async Task UserDataAndAConfigDriveArriveAtTheServer()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes("#cloud-config\nhostname: amf\n"));
        var server = await Vim.EnsureAsync("root", Key("s"), Tiny() with { UserData = data, ConfigDrive = true }, CloudUnderTest.Limit, default);
        var plain = await Vim.EnsureAsync("root", Key("t"), Tiny(), CloudUnderTest.Limit, default);
        var seen = await ShownAsync(server);
        ((string?)seen["OS-EXT-SRV-ATTR:user_data"], (string?)seen["config_drive"]).ShouldBe((data, "True"));
        ((string?)(await ShownAsync(plain))["config_drive"]).ShouldBe("");
    }

    private ComputeSpec Tiny() => Server() with { FlavourRef = "m1.tiny" };

    private static async Task<int> JournalAsync(CloudEyes owner, VimResource server, string action) =>
        (await owner.ListAsync("compute", $"/servers/{server.VimResourceId}/os-instance-actions", "instanceActions")).Count(a => (string?)a["action"] == action);

    private async Task ActAsync(VimResource server, string action, JsonObject? with) => await Eyes.SendAsync(HttpMethod.Post, "compute", $"/servers/{server.VimResourceId}/action", new JsonObject { [action] = with });

    private async Task<JsonObject> ShownAsync(VimResource server) => (await Eyes.SendAsync(HttpMethod.Get, "compute", $"/servers/{server.VimResourceId}"))!["server"]!.AsObject();

    private Task StatusAsync(VimResource server, string status) =>
        Eventually.HoldsAsync(async () => await ShownAsync(server) is var seen && (string?)seen["status"] == status && (string?)seen["OS-EXT-STS:task_state"] is null, $"Nova shows {status}", CloudUnderTest.Limit);

    /// <summary>A type of volumes: of this run in the lab, known to the shaped server.</summary>
    private async Task<string> TypeAsync(string name, string backEnd)
    {
        name = CloudUnderTest.IsReal ? $"{Run}-{name}" : name;
        var type = new JsonObject { ["name"] = name, ["extra_specs"] = new JsonObject { ["volume_backend_name"] = backEnd } };
        await Eyes.SendAsync(HttpMethod.Post, "volumev3", "/types", new JsonObject { ["volume_type"] = type });
        return name;
    }
}
