using System.Collections.Concurrent;
using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Actions that do something else than they were asked, or nothing: the answer says so, and the record does not believe otherwise.</summary>
public sealed class ServerActionTests() : SharedProjectTests("action")
{
    private protected override IEnumerable<OpenStackAccountSettings> Accounts() => [Cloud.Account("os"), Cloud.Account("root", "admin")];

    private protected override Task ClearAsync() => RemoveAsync(["os", "root"], [VimResourceKind.Compute, VimResourceKind.Image]);

    [Fact]
    public async Task AStopSaysHowLongTheGuestHadWhenThatIsNotWhatWasAskedFor()
    {
        var image = new ImageSpec { Name = Run, DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true, Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["os_shutdown_timeout"] = "7" } };
        await Vim.EnsureAsync("os", Key("i"), image, CloudUnderTest.Limit, default);
        await Vim.UploadImageAsync("os", Key("i"), new MemoryStream(new byte[1024]), default);
        await Vim.EnsureAsync("os", Key("s"), Server() with { ImageRef = Key("i") }, CloudUnderTest.Limit, default);
        (await StopAsync(graceful: true, 7)).ShouldBeNull("it is what the image says");
        (await StopAsync(graceful: true, 30)).ShouldNotBeNull().ShouldContain("7 seconds");
        (await StopAsync(graceful: false, 0)).ShouldNotBeNull().ShouldContain("by force");
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        await Vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        (await StopAsync(graceful: true, 60)).ShouldBeNull("it is what a cloud has that nobody configured");
        (await StopAsync(graceful: true, 5)).ShouldNotBeNull().ShouldContain("shutdown_timeout");

        async Task<string?> StopAsync(bool graceful, int seconds)
        {
            var id = Guid.NewGuid().ToString("N");
            var off = await Vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.STOP, ActionId = "stop" + id, Graceful = graceful, GracefulTimeoutSeconds = seconds }, CloudUnderTest.Limit, default);
            off.State.ShouldBe(VimResourceState.STOPPED);
            (await Vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!.Outputs.Warnings.ShouldBe(off.Outputs.Warnings);
            var on = await Vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.START, ActionId = "start" + id }, CloudUnderTest.Limit, default);
            (on.State, on.Outputs.Warnings).ShouldBe((VimResourceState.ACTIVE, null));
            return off.Outputs.Warnings?.Single();
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AMigrationThatFindsNoHostIsToldByItsCause(bool live)
    {
        Skip.If(Cloud.Shaped is null, "takes the hosts of the shaped server down");
        var server = await Vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        foreach (var host in Cloud.Shaped!.Hosts.Keys.Where(h => h != server.Outputs.Host).ToList())
        {
            Cloud.Shaped.Hosts[host] = false;
        }
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureActedAsync("root", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.MIGRATE, ActionId = "m", Live = live }, CloudUnderTest.Limit, default));
        refused.Cause.ShouldBe(VimErrorCause.NO_VALID_HOST, refused.Message);
        var seen = (await Vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!;
        (seen.State, seen.Outputs.Host).ShouldBe((VimResourceState.ACTIVE, server.Outputs.Host));
        (await Vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default)).Error.ShouldBeNull("it is what is put");
    }

    [SkippableFact]
    public async Task AServerWhoseStopWasRefusedIsStillToRun()
    {
        Skip.If(Cloud.Shaped is null, "makes the shaped server refuse");
        var alarms = new ConcurrentQueue<AlarmEvent>();
        await using var subscription = await Adapter.Bus.SubscribeAsync(NfvTopics.Alarms, "test", (_, one, _) =>
        {
            if (one.Type is AlarmEvent.RaisedType)
            {
                alarms.Enqueue(one.Data.Deserialize(AlarmEventJson.Default.AlarmEvent)!);
            }
            return Task.CompletedTask;
        }, new EventSubscriptionOptions(), default);
        var server = await Vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        Cloud.Shaped!.Break(new CloudFault { Method = "POST", Path = $"/servers/{server.VimResourceId}/action", Status = 403, Body = """{"forbidden":{"code":403,"message":"Policy doesn't allow os_compute_api:servers:stop to be performed."}}""" });
        (await Should.ThrowAsync<VimException>(() => Vim.EnsureActedAsync("root", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.STOP, ActionId = "x" }, CloudUnderTest.Limit, default))).Cause.ShouldBe(VimErrorCause.UNAUTHORIZED);
        (await Vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.FromSeconds(20), default))!.State.ShouldBe(VimResourceState.ACTIVE);
        Cloud.Shaped.Tamper(server.VimResourceId!, static s => s.Status = "SHUTOFF");
        await Eventually.HoldsAsync(() => alarms.Any(a => a.ProbableCause == "SERVER_OFF" && a.ObjectId == Key("s")), "an alarm: nobody's stop was carried out");
    }

    [SkippableFact]
    public async Task AHostThatIsDownIsDrainedByEvacuation()
    {
        Skip.If(Cloud.Shaped is null, "takes a host of the shaped server down; FaultTests kill one of the lab");
        var server = await Vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        var host = server.Outputs.Host!;
        Cloud.Shaped!.Hosts[host] = false;
        var drained = await Vim.ActOnHostAsync("root", host, new VimHostAction { Type = VimHostActionType.DRAIN }, default);
        (drained.Up, drained.Schedulable, drained.Failures.Count).ShouldBe((false, false, 0));
        var moved = await SettledAsync();
        (moved.State, moved.Outputs.Host == host).ShouldBe((VimResourceState.ACTIVE, false));
        (await Vim.GetHostAsync("root", host, default)).ServerKeys.ShouldBeEmpty();
        Cloud.Shaped.Servers.Single().Actions.Select(static a => a.Name).ShouldContain("evacuate");
    }

    [SkippableFact]
    public async Task AServerThatIsOffLeavesADrainedHostAndStaysOff()
    {
        Skip.If(Cloud.Shaped is null, "drains a host of the shaped server; others use those of the lab");
        var server = await Vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        await Vim.EnsureActedAsync("root", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.STOP, ActionId = "x" }, CloudUnderTest.Limit, default);
        (await Vim.ActOnHostAsync("root", server.Outputs.Host!, new VimHostAction { Type = VimHostActionType.DRAIN }, default)).Failures.ShouldBeEmpty();
        var moved = await SettledAsync();
        (moved.State, moved.Outputs.Host == server.Outputs.Host).ShouldBe((VimResourceState.STOPPED, false));
        Cloud.Shaped!.Servers.Single().Actions.Select(static a => a.Name).ShouldContain("migrate");
    }

    [SkippableFact]
    public async Task AHostIsNotNamedToANovaThatWouldNotCheckIt()
    {
        Skip.If(Cloud.Shaped is null, "the lab's Nova is newer");
        await using var aged = await CloudUnderTest.StartAsync();
        aged.Shaped!.NovaVersion = "2.73";
        await using var old = await AdapterHost.StartAsync([aged.Account("root", "admin")]);
        var refused = await Should.ThrowAsync<VimException>(() => old.Client().EnsureAsync("root", Key("s"), Server() with { HostHint = "compute2" }, CloudUnderTest.Limit, default));
        (refused.Cause, refused.Message.Contains("2.74", StringComparison.Ordinal)).ShouldBe((VimErrorCause.NOT_SUPPORTED, true), refused.Message);
        aged.Shaped.Servers.ShouldBeEmpty();
    }

    [Fact]
    public async Task AGroupThatIsOnlyAWishIsOneForNova()
    {
        using var eyes = await CloudEyes.OpenAsync(Cloud);
        await Vim.EnsureAsync("os", Key("g"), new AffinityGroupSpec { Policy = VimAffinityPolicy.SOFT_AFFINITY }, CloudUnderTest.Limit, default);
        var servers = await Task.WhenAll(new[] { "s", "t" }.Select(name => Vim.EnsureAsync("os", Key(name), Server() with { AffinityGroupKeys = [Key("g")] }, CloudUnderTest.Limit, default)));
        var group = (await Eyes.ListAsync("compute", "/os-server-groups", "server_groups")).Single(g => ((string)g["name"]!).Contains(Run, StringComparison.Ordinal));
        ((string?)group["policy"]).ShouldBe("soft-affinity");
        group["members"]!.AsArray().Select(static m => (string?)m).ShouldBe(servers.Select(static s => s.VimResourceId), ignoreOrder: true);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.AffinityGroup, Key("g"), CloudUnderTest.Limit, default);
    }

    [Fact]
    public async Task AHostThatDoesNotExistOrThatAMemberNamesIsRefused()
    {
        foreach (var (account, cause) in new[] { ("root", VimErrorCause.NOT_FOUND), ("os", VimErrorCause.UNAUTHORIZED) })
        {
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync(account, Key("s"), Server() with { HostHint = "no-such-host" }, CloudUnderTest.Limit, default));
            refused.Cause.ShouldBe(cause, refused.Message);
        }
    }

    private async Task<VimResource> SettledAsync()
    {
        var now = (await Vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.FromSeconds(20), default))!;
        now.State.IsTransitional().ShouldBeFalse(now.State.ToString());
        return now;
    }
}
