using System.Net;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>What carries our mark and no record names: shown, removed on request, and never something that is in use.</summary>
public sealed class OrphanTests() : ProjectTests("orphan")
{
    private const string Path = "/openstack/v1/accounts/os/orphans";

    private protected override string Tenant => Run;

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatIsMadeWhileOrphansAreSoughtIsNone(bool remove)
    {
        Skip.If(CloudUnderTest.IsReal, "holds a list of the shaped server back");
        await Vim.EnsureAsync("os", Key("first"), new NetworkSpec { Name = "n" }, CloudUnderTest.Limit, default);
        var made = new TaskCompletionSource();
        var list = Cloud.Shaped!.Break(new CloudFault { Method = "GET", Path = "/network/v2.0/networks", Before = made.Task });
        using var http = Adapter.Host.Client(Tenant);
        var seeking = remove ? http.DeleteAsync(Path) : http.GetAsync(Path);
        await Eventually.HoldsAsync(() => list.Played == 1, "the networks are about to be listed");
        var live = await Vim.EnsureAsync("os", Key("live"), new NetworkSpec { Name = "n" }, CloudUnderTest.Limit, default);
        made.SetResult();
        using var answer = await seeking;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Run);
        (await Vim.GetAsync("os", VimResourceKind.Network, Key("live"), TimeSpan.Zero, default)).ShouldNotBeNull().VimResourceId.ShouldBe(live.VimResourceId);
    }

    [SkippableFact]
    public async Task WhatIsPutWhileItIsRemovedAsAnOrphanIsMadeAnewAfterwards()
    {
        Skip.If(CloudUnderTest.IsReal, "holds an answer of the shaped server back");
        var lost = await Vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        await using var after = await AdapterHost.StartAsync(Accounts()); // its store knows nothing
        var gone = new TaskCompletionSource();
        var removal = Cloud.Shaped!.Break(new CloudFault { Method = "DELETE", Path = "/compute/v2.1/servers/", Until = gone.Task });
        using var http = after.Host.Client(Tenant);
        var removing = http.DeleteAsync(Path);
        await Eventually.HoldsAsync(() => removal.Played == 1, "the server is being removed");
        VimResource? server = null;
        var putting = Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    server = await after.Client(Tenant).EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
                    return true;
                }
                catch (VimException stillThere) when (stillThere is { Cause: VimErrorCause.CONFLICT, Retryable: true })
                {
                    return false; // "put it again when it is gone"
                }
            },
            "the server is made anew");
        gone.SetResult();
        using var answer = await removing;
        (await answer.Content.ReadAsStringAsync()).ShouldContain(lost.VimResourceId!);
        await putting;
        (server!.State, server.VimResourceId == lost.VimResourceId).ShouldBe((VimResourceState.ACTIVE, false));
        (await new CloudLists(Project).ReadAsync())[VimResourceKind.Compute].ShouldBe([server.VimResourceId!]);
    }

    [Fact]
    public async Task AnOrphanThatCannotGoSaysWhyAndIsRemovedWhenItCan()
    {
        var net = await Vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.71.0.0/24", Gateway = null, Dhcp = false }] }, CloudUnderTest.Limit, default);
        using var eyes = await Project.EyesAsync();
        var port = await eyes.SendAsync(HttpMethod.Post, "network", "/v2.0/ports", new() { ["port"] = new System.Text.Json.Nodes.JsonObject { ["network_id"] = net.VimResourceId, ["name"] = "somebody's" } });
        await using var after = await AdapterHost.StartAsync(Accounts());
        using var http = after.Host.Client(Tenant);
        http.Timeout = CloudUnderTest.Limit;
        (await http.GetStringAsync(Path)).ShouldContain(net.VimResourceId!);
        using var refused = await http.DeleteAsync(Path);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("ports still in use");
        (await http.GetStringAsync(Path)).ShouldContain(net.VimResourceId!, Case.Sensitive, "it is an orphan still");
        await eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/ports/{(string)port!["port"]!["id"]!}");
        using var removed = await http.DeleteAsync(Path);
        (await removed.Content.ReadAsStringAsync()).ShouldNotContain("failure");
        (await new CloudLists(Project).ReadAsync())[VimResourceKind.Network].ShouldBeEmpty();
        (await http.GetStringAsync(Path)).ShouldNotContain(Run);
    }

    [Fact]
    public async Task ImagesOfOtherProjectsAreNoOrphansOfAnAdministrator()
    {
        await using var other = await CloudProject.MakeAsync(Cloud, "orphan");
        await using var theirs = await AdapterHost.StartAsync([other.Account("os")]); // another installation, with a tenant and an account of the same names
        var image = await theirs.Client(Tenant).EnsureAsync("os", Key("i"), new ImageSpec { Name = Run, DiskFormat = "RAW", ContentFollows = true }, CloudUnderTest.Limit, default);
        (await KeyOfAsync(Vim), await KeyOfAsync(theirs.Client(Tenant))).ShouldBe((null, Key("i")), "an administrator is shown those of others, and not as his");
        using var http = Adapter.Host.Client(Tenant);
        http.Timeout = CloudUnderTest.Limit;
        using var removed = await http.DeleteAsync(Path);
        (await removed.Content.ReadAsStringAsync()).ShouldNotContain(Run);
        (await theirs.Client(Tenant).GetAsync("os", VimResourceKind.Image, Key("i"), TimeSpan.Zero, default)).ShouldNotBeNull();
        await theirs.Client(Tenant).EnsureDeletedAsync("os", VimResourceKind.Image, Key("i"), CloudUnderTest.Limit, default);

        async Task<string?> KeyOfAsync(VimClient vim)
        {
            string? marker = null;
            do
            {
                var page = await vim.ListImagesAsync("os", marker, 100, default);
                if (page.Images.FirstOrDefault(i => i.Id == image.VimResourceId) is { } found)
                {
                    return found.Key;
                }
                marker = page.NextMarker;
            }
            while (marker is not null);
            throw new InvalidOperationException($"Image {image.VimResourceId} is not listed.");
        }
    }
}
