using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Servers that go: Nova takes their tags with them, so that no list of changes by tag ever shows that they went.</summary>
public sealed class RemovalTests() : SharedProjectTests("gone")
{
    /// <summary>What the follower looks at alone when lists do not show it stands still for longer than this.</summary>
    private static readonly TimeSpan BeforeItIsAskedForAlone = TimeSpan.FromSeconds(9);

    [Fact]
    public async Task ARemovalEndsWhenTheServerIsGone()
    {
        // Nobody looks at everything meanwhile.
        await using var calm = await AdapterHost.StartAsync(Accounts(), configure: static o => o.WatchInterval = TimeSpan.FromMinutes(10));
        var vim = calm.Client(Tenant);
        string[] keys = [Key("a"), Key("b"), Key("c")];
        await Task.WhenAll(keys.Select(key => vim.EnsureAsync("os", key, Server(), CloudUnderTest.Limit, default)));
        await Eventually.HoldsAsync(() => calm.Follow.Followers.Single().Following == 0, "all are ACTIVE", CloudUnderTest.Limit);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(keys.Select(key => vim.EnsureDeletedAsync("os", VimResourceKind.Compute, key, CloudUnderTest.Limit, default)));
        clock.Elapsed.ShouldBeLessThan(BeforeItIsAskedForAlone);
        calm.Follow.Followers.Single().Running.ShouldNotContain(s => s.Name == Run, "their measurements are not asked for any more");
    }

    [Fact]
    public async Task AServerThatSomebodyElseDeletesIsMissedAtTheNextLookWhetherItRanOrNot()
    {
        var missed = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await using var subscription = await Adapter.Bus.SubscribeAsync(NfvTopics.Alarms, "test", (_, one, _) =>
        {
            if (one.Type == AlarmEvent.RaisedType && one.Data.Deserialize(AlarmEventJson.Default.AlarmEvent) is { ProbableCause: "SERVER_DELETED" } alarm)
            {
                missed[alarm.ObjectId] = true;
            }
            return Task.CompletedTask;
        }, new EventSubscriptionOptions(), default);
        string[] keys = [Key("runs"), Key("off")];
        var servers = await Task.WhenAll(keys.Select(key => Vim.EnsureAsync("os", key, Server(), CloudUnderTest.Limit, default)));
        await Eyes.SendAsync(HttpMethod.Post, "compute", $"/servers/{servers[1].VimResourceId}/action", new JsonObject { ["os-stop"] = null });
        await Eventually.HoldsAsync(async () => (string?)(await Eyes.SendAsync(HttpMethod.Get, "compute", $"/servers/{servers[1].VimResourceId}"))!["server"]!["status"] == "SHUTOFF", "one is off", CloudUnderTest.Limit);
        await Eventually.HoldsAsync(() => Adapter.Follow.Followers.Single().Running.Any(s => s.Id == servers[0].VimResourceId), "the other is seen running", CloudUnderTest.Limit);
        foreach (var server in servers)
        {
            await Eyes.SendAsync(HttpMethod.Delete, "compute", $"/servers/{server.VimResourceId}");
        }
        await Eventually.HoldsAsync(() => keys.All(missed.ContainsKey), "both are missed", CloudUnderTest.Limit);
        Adapter.Follow.Followers.Single().Running.ShouldNotContain(s => s.Id == servers[0].VimResourceId);
        foreach (var key in keys)
        {
            (await Vim.GetAsync("os", VimResourceKind.Compute, key, TimeSpan.Zero, default)).ShouldBeNull();
            await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, key, CloudUnderTest.Limit, default);
        }
    }
}
