using System.Collections.Concurrent;
using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Actions that do something else than they were asked, or nothing: the answer says so, and the record does not believe otherwise.</summary>
public sealed class ServerActionTests : IAsyncLifetime
{
    private readonly string run = "action" + Guid.NewGuid().ToString("N")[..8];
    private CloudUnderTest cloud = null!;
    private AdapterHost adapter = null!;
    private VimClient vim = null!;

    public async Task InitializeAsync()
    {
        cloud = await CloudUnderTest.StartAsync();
        adapter = await AdapterHost.StartAsync([cloud.Account("os"), cloud.Account("root", "admin")]);
        vim = adapter.Client();
    }

    public async Task DisposeAsync()
    {
        foreach (var kind in new[] { VimResourceKind.Compute, VimResourceKind.Image })
        {
            foreach (var account in new[] { "os", "root" })
            {
                await foreach (var resource in vim.ListAllAsync(account, new VimResourceQuery { Kind = kind }, default))
                {
                    if (resource.Key.StartsWith(run, StringComparison.Ordinal))
                    {
                        await vim.EnsureDeletedAsync(account, kind, resource.Key, CloudUnderTest.Limit, default);
                    }
                }
            }
        }
        await adapter.DisposeAsync();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task AStopSaysHowLongTheGuestHadWhenThatIsNotWhatWasAskedFor()
    {
        var image = new ImageSpec { Name = run, DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true, Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["os_shutdown_timeout"] = "7" } };
        await vim.EnsureAsync("os", Key("i"), image, CloudUnderTest.Limit, default);
        await vim.UploadImageAsync("os", Key("i"), new MemoryStream(new byte[1024]), default);
        await vim.EnsureAsync("os", Key("s"), Server() with { ImageRef = Key("i") }, CloudUnderTest.Limit, default);
        (await StopAsync(graceful: true, 7)).ShouldBeNull("it is what the image says");
        (await StopAsync(graceful: true, 30)).ShouldNotBeNull().ShouldContain("7 seconds");
        (await StopAsync(graceful: false, 0)).ShouldNotBeNull().ShouldContain("by force");
        await vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        await vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        (await StopAsync(graceful: true, 60)).ShouldBeNull("it is what a cloud has that nobody configured");
        (await StopAsync(graceful: true, 5)).ShouldNotBeNull().ShouldContain("shutdown_timeout");

        async Task<string?> StopAsync(bool graceful, int seconds)
        {
            var id = Guid.NewGuid().ToString("N");
            var off = await vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.STOP, ActionId = "stop" + id, Graceful = graceful, GracefulTimeoutSeconds = seconds }, CloudUnderTest.Limit, default);
            off.State.ShouldBe(VimResourceState.STOPPED);
            (await vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!.Outputs.Warnings.ShouldBe(off.Outputs.Warnings);
            var on = await vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.START, ActionId = "start" + id }, CloudUnderTest.Limit, default);
            (on.State, on.Outputs.Warnings).ShouldBe((VimResourceState.ACTIVE, null));
            return off.Outputs.Warnings?.Single();
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AMigrationThatFindsNoHostIsToldByItsCause(bool live)
    {
        Skip.If(cloud.Shaped is null, "takes the hosts of the shaped server down");
        var server = await vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        foreach (var host in cloud.Shaped!.Hosts.Keys.Where(h => h != server.Outputs.Host).ToList())
        {
            cloud.Shaped.Hosts[host] = false;
        }
        var refused = await Should.ThrowAsync<VimException>(() => vim.EnsureActedAsync("root", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.MIGRATE, ActionId = "m", Live = live }, CloudUnderTest.Limit, default));
        refused.Cause.ShouldBe(VimErrorCause.NO_VALID_HOST, refused.Message);
        var seen = (await vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!;
        (seen.State, seen.Outputs.Host).ShouldBe((VimResourceState.ACTIVE, server.Outputs.Host));
        (await vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default)).Error.ShouldBeNull("it is what is put");
    }

    [SkippableFact]
    public async Task AServerWhoseStopWasRefusedIsStillToRun()
    {
        Skip.If(cloud.Shaped is null, "makes the shaped server refuse");
        var alarms = new ConcurrentQueue<AlarmEvent>();
        await using var subscription = await adapter.Bus.SubscribeAsync(NfvTopics.Alarms, "test", (_, one, _) =>
        {
            if (one.Type is AlarmEvent.RaisedType)
            {
                alarms.Enqueue(one.Data.Deserialize(AlarmEventJson.Default.AlarmEvent)!);
            }
            return Task.CompletedTask;
        }, new EventSubscriptionOptions(), default);
        var server = await vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        cloud.Shaped!.Break(new CloudFault { Method = "POST", Path = $"/servers/{server.VimResourceId}/action", Status = 403, Body = """{"forbidden":{"code":403,"message":"Policy doesn't allow os_compute_api:servers:stop to be performed."}}""" });
        (await Should.ThrowAsync<VimException>(() => vim.EnsureActedAsync("root", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.STOP, ActionId = "x" }, CloudUnderTest.Limit, default))).Cause.ShouldBe(VimErrorCause.UNAUTHORIZED);
        (await vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.FromSeconds(20), default))!.State.ShouldBe(VimResourceState.ACTIVE);
        cloud.Shaped.Tamper(server.VimResourceId!, static s => s.Status = "SHUTOFF");
        await Eventually.HoldsAsync(() => alarms.Any(a => a.ProbableCause == "SERVER_OFF" && a.ObjectId == Key("s")), "an alarm: nobody's stop was carried out");
    }

    [SkippableFact]
    public async Task AHostThatIsDownIsDrainedByEvacuation()
    {
        Skip.If(cloud.Shaped is null, "takes a host of the shaped server down; FaultTests kill one of the lab");
        var server = await vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        var host = server.Outputs.Host!;
        cloud.Shaped!.Hosts[host] = false;
        var drained = await vim.ActOnHostAsync("root", host, new VimHostAction { Type = VimHostActionType.DRAIN }, default);
        (drained.Up, drained.Schedulable, drained.Failures.Count).ShouldBe((false, false, 0));
        var moved = await SettledAsync();
        (moved.State, moved.Outputs.Host == host).ShouldBe((VimResourceState.ACTIVE, false));
        (await vim.GetHostAsync("root", host, default)).ServerKeys.ShouldBeEmpty();
        cloud.Shaped.Servers.Single().Actions.Select(static a => a.Name).ShouldContain("evacuate");
    }

    [SkippableFact]
    public async Task AServerThatIsOffLeavesADrainedHostAndStaysOff()
    {
        Skip.If(cloud.Shaped is null, "drains a host of the shaped server; others use those of the lab");
        var server = await vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        await vim.EnsureActedAsync("root", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.STOP, ActionId = "x" }, CloudUnderTest.Limit, default);
        (await vim.ActOnHostAsync("root", server.Outputs.Host!, new VimHostAction { Type = VimHostActionType.DRAIN }, default)).Failures.ShouldBeEmpty();
        var moved = await SettledAsync();
        (moved.State, moved.Outputs.Host == server.Outputs.Host).ShouldBe((VimResourceState.STOPPED, false));
        cloud.Shaped!.Servers.Single().Actions.Select(static a => a.Name).ShouldContain("migrate");
    }

    [SkippableFact]
    public async Task AHostIsNotNamedToANovaThatWouldNotCheckIt()
    {
        Skip.If(cloud.Shaped is null, "the lab's Nova is newer");
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
        using var eyes = await CloudEyes.OpenAsync(cloud);
        await vim.EnsureAsync("os", Key("g"), new AffinityGroupSpec { Policy = VimAffinityPolicy.SOFT_AFFINITY }, CloudUnderTest.Limit, default);
        var servers = await Task.WhenAll(new[] { "s", "t" }.Select(name => vim.EnsureAsync("os", Key(name), Server() with { AffinityGroupKeys = [Key("g")] }, CloudUnderTest.Limit, default)));
        var group = (await eyes.ListAsync("compute", "/os-server-groups", "server_groups")).Single(g => ((string)g["name"]!).Contains(run, StringComparison.Ordinal));
        ((string?)group["policy"]).ShouldBe("soft-affinity");
        group["members"]!.AsArray().Select(static m => (string?)m).ShouldBe(servers.Select(static s => s.VimResourceId), ignoreOrder: true);
        await vim.EnsureDeletedAsync("os", VimResourceKind.AffinityGroup, Key("g"), CloudUnderTest.Limit, default);
    }

    [Fact]
    public async Task AHostThatDoesNotExistOrThatAMemberNamesIsRefused()
    {
        foreach (var (account, cause) in new[] { ("root", VimErrorCause.NOT_FOUND), ("os", VimErrorCause.UNAUTHORIZED) })
        {
            var refused = await Should.ThrowAsync<VimException>(() => vim.EnsureAsync(account, Key("s"), Server() with { HostHint = "no-such-host" }, CloudUnderTest.Limit, default));
            refused.Cause.ShouldBe(cause, refused.Message);
        }
    }

    private string Key(string name) => $"{run}:{name}";

    private ComputeSpec Server() => new() { Name = run, Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, Tags = new VimTags { InstanceId = run } };

    private async Task<VimResource> SettledAsync()
    {
        var now = (await vim.GetAsync("root", VimResourceKind.Compute, Key("s"), TimeSpan.FromSeconds(20), default))!;
        now.State.IsTransitional().ShouldBeFalse(now.State.ToString());
        return now;
    }
}
