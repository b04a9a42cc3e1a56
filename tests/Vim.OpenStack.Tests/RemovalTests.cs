using System.Diagnostics;
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
    public async Task AServerThatSomebodyElseDeletesIsMissedAtTheNextLook()
    {
        var server = await Vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        bool IsRunning() => Adapter.Follow.Followers.Single().Running.Any(s => s.Id == server.VimResourceId);
        await Eventually.HoldsAsync(IsRunning, "it is seen running", CloudUnderTest.Limit);
        await Eyes.SendAsync(HttpMethod.Delete, "compute", $"/servers/{server.VimResourceId}");
        await Eventually.HoldsAsync(() => !IsRunning(), "it is seen to be gone", CloudUnderTest.Limit);
        (await Vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default)).ShouldBeNull();
    }
}
