using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;
using NfvOrchestrator.Vim.OpenStack.Tests.Stack;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Faults for real: services of the lab are killed, its database hangs, its tokens are lost, in the middle of work. What was asked for comes about once, and goes without a rest.</summary>
[Collection(AloneCollection.Name)]
public sealed class FaultTests() : ProjectTests("fault")
{
    private const int Servers = 4;

    [SkippableFact]
    public Task NeutronIsStoppedInTheMiddle() => InTheMiddleAsync("10.81.0.0/24", async () =>
    {
        await LabMachine.KillAsync("neutron-server");
        await Task.Delay(TimeSpan.FromSeconds(2));
        await LabMachine.ReviveAsync("neutron-server");
    });

    [SkippableFact]
    public Task NovaIsStoppedInTheMiddle() => InTheMiddleAsync("10.82.0.0/24", async () =>
    {
        await LabMachine.KillAsync("nova-api");
        await LabMachine.ReviveAsync("nova-api");
    });

    [SkippableFact]
    public Task KeystoneIsRestartedWithOtherKeys() => InTheMiddleAsync("10.83.0.0/24", async () =>
    {
        await LabMachine.KillAsync("keystone");
        LabMachine.LoseTokens();
        await LabMachine.ReviveAsync("keystone");
    });

    [SkippableFact]
    public Task TheDatabaseHangsInTheMiddle() => InTheMiddleAsync("10.84.0.0/24", () => LabMachine.SqlAsync("FLUSH TABLES WITH READ LOCK; SELECT SLEEP(8); UNLOCK TABLES"));

    [SkippableFact]
    public async Task AHostThatDiesIsAnAlarmAndItsServerIsEvacuated()
    {
        Skip.IfNot(LabMachine.IsHere, "kills a service of the real lab");
        var alarms = new ConcurrentQueue<(string Type, AlarmEvent Alarm)>();
        await using var subscription = await Adapter.Bus.SubscribeAsync(NfvTopics.Alarms, "test", (_, one, _) =>
        {
            if (one.Type is AlarmEvent.RaisedType or AlarmEvent.ClearedType)
            {
                alarms.Enqueue((one.Type, one.Data.Deserialize(AlarmEventJson.Default.AlarmEvent)!));
            }
            return Task.CompletedTask;
        }, new EventSubscriptionOptions(), default);
        var server = await Vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        var host = server.Outputs.Host ?? (await Vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!.Outputs.Host;
        host.ShouldNotBeNull("an administrator is told the host");
        await LabMachine.KillAsync("nova-compute-" + host);
        try
        {
            await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.RaisedType && a.Alarm.ProbableCause == "HOST_DOWN" && a.Alarm.ObjectId == host), "an alarm for the host", CloudUnderTest.Limit);
            var moved = await Vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.EVACUATE, ActionId = "away" }, CloudUnderTest.Limit, default);
            moved.State.ShouldBe(VimResourceState.ACTIVE, moved.Error?.Message);
            moved.VimResourceId.ShouldBe(server.VimResourceId);
            moved.Outputs.Host.ShouldNotBe(host);
        }
        finally
        {
            await LabMachine.ReviveAsync("nova-compute-" + host);
        }
        await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.ClearedType && a.Alarm.ObjectId == host), "the host is back", CloudUnderTest.Limit);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        await NothingAsync();
    }

    [Fact]
    public async Task AQuotaThatIsReachedIsToldWithItsNumbersAndLeavesNothing()
    {
        await Project.QuotaAsync("instances", 1);
        await Vim.EnsureAsync("os", Key("s0"), Server(), CloudUnderTest.Limit, default);
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("s1"), Server(), CloudUnderTest.Limit, default));
        (refused.Cause, refused.Retryable, refused.ResourceKey).ShouldBe((VimErrorCause.QUOTA_EXCEEDED, false, Key("s1")), refused.Message);
        refused.Message.ShouldContain("1 of 1 instances");
        refused.Error.RequestId.ShouldNotBeNull().ShouldStartWith("req-");
        (await Vim.GetAsync("os", VimResourceKind.Compute, Key("s1"), TimeSpan.Zero, default)).ShouldBeNull();
        await Project.QuotaAsync("instances", -1);
        await Vim.EnsureAsync("os", Key("s1"), Server(), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s0"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s1"), CloudUnderTest.Limit, default);
        await NothingAsync();
    }

    [Fact]
    public async Task AQuotaOfNeutronIsToldWithItsNumbersToo()
    {
        await Vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.85.0.0/24", Gateway = null, Dhcp = false }] }, CloudUnderTest.Limit, default);
        await Vim.EnsureAsync("os", Key("p0"), new PortSpec { NetworkRef = Key("net") }, CloudUnderTest.Limit, default);
        await Project.PortQuotaAsync(1);
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("p1"), new PortSpec { NetworkRef = Key("net") }, CloudUnderTest.Limit, default));
        (refused.Cause, refused.Retryable, refused.ResourceKey).ShouldBe((VimErrorCause.QUOTA_EXCEEDED, false, Key("p1")), refused.Message);
        refused.Message.Contains("In use: 1 of 1 port.", StringComparison.Ordinal).ShouldBeTrue(refused.Message);
        refused.Error.RequestId.ShouldNotBeNull().ShouldStartWith("req-");
        await Project.PortQuotaAsync(-1);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Port, Key("p0"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Network, Key("net"), CloudUnderTest.Limit, default);
        await NothingAsync();
    }

    [Fact]
    public async Task AnImageThatIsDeletedWhileItsServerBootsLeavesNothing()
    {
        var spec = new ImageSpec { Name = "short-lived", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true };
        await Vim.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default);
        await Vim.UploadImageAsync("os", Key("i"), new MemoryStream(RandomNumberGenerator.GetBytes(100_000)), default);
        var booting = await Vim.PutAsync("os", Key("s"), Server() with { ImageRef = Key("i") }, TimeSpan.Zero, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Image, Key("i"), CloudUnderTest.Limit, default);
        VimResource? end = null;
        await Eventually.HoldsAsync(async () => (end = await Vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.FromSeconds(1), default)) is { } now && !now.State.IsTransitional(), "the server runs, or does not", CloudUnderTest.Limit);
        end!.VimResourceId.ShouldBe(booting.VimResourceId);
        if (end.State != VimResourceState.ACTIVE)
        {
            end.Error!.Cause.ShouldBe(VimErrorCause.NOT_FOUND, end.Error.Message);
        }
        var missing = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("t"), Server() with { ImageRef = Key("i") }, CloudUnderTest.Limit, default));
        (missing.Cause, missing.Message.Contains(Key("i"), StringComparison.Ordinal)).ShouldBe((VimErrorCause.NOT_FOUND, true), missing.Message);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        await NothingAsync();
    }

    [Fact]
    public async Task TwoTenantsInTwoProjectsNeverSeeEachOther()
    {
        await using var other = await CloudProject.MakeAsync(Cloud, "two");
        await using var both = await AdapterHost.StartAsync([Project.Account("one") with { Tenants = ["one"] }, other.Account("two") with { Tenants = ["two"] }]);
        var (one, two) = (both.Client("one"), both.Client("two"));
        var first = await one.EnsureAsync("one", Key("s"), Server(), CloudUnderTest.Limit, default);
        var second = await two.EnsureAsync("two", Key("s"), Server(), CloudUnderTest.Limit, default);
        second.VimResourceId.ShouldNotBe(first.VimResourceId);
        (await one.ListAccountsAsync(default)).Select(static a => a.Id).ShouldBe(["one"]);
        (await Should.ThrowAsync<VimException>(() => one.GetAsync("two", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))).Cause.ShouldBe(VimErrorCause.NOT_FOUND);
        (await one.ListAsync("one", new VimResourceQuery(), default)).Resources.Select(static r => r.VimResourceId).ShouldBe([first.VimResourceId]);
        (await two.ListAsync("two", new VimResourceQuery(), default)).Resources.Select(static r => r.VimResourceId).ShouldBe([second.VimResourceId]);
        (await new CloudLists(other).ReadAsync())[VimResourceKind.Compute].ShouldBe([second.VimResourceId!]);
        await one.EnsureDeletedAsync("one", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        (await two.GetAsync("two", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!.State.ShouldBe(VimResourceState.ACTIVE);
        await two.EnsureDeletedAsync("two", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        await NothingAsync();
    }

    /// <summary>Servers with ports are asked for; while they are made, something happens; they all come about, once, and all go.</summary>
    private async Task InTheMiddleAsync(string cidr, Func<Task> happens)
    {
        Skip.IfNot(LabMachine.IsHere, "breaks the real lab");
        await Vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = cidr, Gateway = null, Dhcp = false }] }, CloudUnderTest.Limit, default);
        var work = Task.WhenAll(Enumerable.Range(0, Servers).Select(async i =>
        {
            await UntilAsync(Key("p" + i), new PortSpec { NetworkRef = Key("net") });
            return await UntilAsync(Key("s" + i), Server() with { PortKeys = [Key("p" + i)] });
        }));
        await happens();
        var servers = await work;
        servers.Select(static s => s.VimResourceId).Distinct(StringComparer.Ordinal).Count().ShouldBe(Servers);
        var lists = await new CloudLists(Project).ReadAsync();
        lists[VimResourceKind.Compute].ShouldBe(servers.Select(static s => s.VimResourceId!), ignoreOrder: true, "no server is doubled");
        lists[VimResourceKind.Port].Count.ShouldBe(Servers, "no port is doubled");
        foreach (var (kind, name) in Enumerable.Range(0, Servers).SelectMany(static i => new[] { (VimResourceKind.Compute, "s" + i), (VimResourceKind.Port, "p" + i) }).OrderBy(static p => p.Item1 != VimResourceKind.Compute).Append((VimResourceKind.Network, "net")))
        {
            await Vim.EnsureDeletedAsync("os", kind, Key(name), CloudUnderTest.Limit, default);
        }
        await NothingAsync();
    }

    /// <summary>Puts until it is ACTIVE, as an operation does that is retried: failures that say that it may succeed later are nothing else.</summary>
    private async Task<VimResource> UntilAsync(string key, VimResourceSpec spec)
    {
        VimResource? made = null;
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                made = await Vim.EnsureAsync("os", key, spec, CloudUnderTest.Limit, default);
            }
            catch (VimException passing) when (passing.Retryable || passing.Cause is VimErrorCause.NO_VALID_HOST or VimErrorCause.INTERNAL)
            {
                made = null; // a server that Nova gave up because Neutron was away is made anew by the same put
            }
            return made is { State: VimResourceState.ACTIVE };
        }, $"{key} is made", CloudUnderTest.Limit * 2);
        return made!;
    }

    private async Task NothingAsync()
    {
        foreach (var (kind, ids) in (await new CloudLists(Project).ReadAsync()).All)
        {
            ids.ShouldBeEmpty($"{kind} at the end");
        }
    }
}
