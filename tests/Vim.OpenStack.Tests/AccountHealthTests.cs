using System.Net;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>An account shows how it is and what it can do; one that is bad is nobody else's trouble.</summary>
public sealed class AccountHealthTests : IAsyncLifetime
{
    private readonly InMemoryDocumentStore store = new(TimeProvider.System);
    private CloudUnderTest cloud = null!;

    public async Task InitializeAsync() => cloud = await CloudUnderTest.StartAsync();

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Theory]
    [InlineData("admin", true)]
    [InlineData("nfv", false)]
    public async Task WhatAnAccountCanDoIsShown(string user, bool isAdmin)
    {
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os", user)], store);
        var view = await ViewAsync(adapter);
        (view.Health, view.HealthDetail).ShouldBe((VimHealth.HEALTHY, null));
        var can = view.Capabilities.ShouldNotBeNull();
        (can.HostsVisible, can.BandwidthNetworks is not null).ShouldBe((isAdmin, isAdmin));
        can.Roles.ShouldContain(isAdmin ? "admin" : "member");
        can.ProjectId.ShouldNotBeNullOrEmpty();
        can.Services.Keys.ShouldBe(["compute", "image", "network", "placement", "volume"], ignoreOrder: true);
        can.NetworkExtensions.ShouldContain("trunk");
        can.NetworkExtensions.ShouldContain("port-security");
        can.NetworkExtensions.ShouldContain("qos");
        can.Quotas.Select(static q => q.Name).ShouldBe(["servers", "vcpus", "memoryMib", "affinityGroups", "volumes", "volumeGib", "networks", "ports", "securityGroups"], ignoreOrder: true);
        can.Quotas.ShouldAllBe(static q => q.Limit >= -1 && q.Used >= 0);
        can.Zones.ShouldContain("nova");
        if (!CloudUnderTest.IsReal)
        {
            can.ImageImport.ShouldBeTrue("the shaped server names web-download");
        }
    }

    [Fact]
    public async Task ARegionThatIsNotThereIsNamed()
    {
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os") with { Region = "Nowhere" }], store);
        var view = await ViewAsync(adapter);
        view.Health.ShouldBe(VimHealth.DEGRADED);
        view.HealthDetail.ShouldNotBeNull().ShouldContain("The catalogue has no Nova: region 'Nowhere'");
        var refused = await Should.ThrowAsync<VimException>(() => adapter.Client().PutAsync("os", "n", new NetworkSpec { Name = "n" }, TimeSpan.Zero, default));
        (refused.Cause, refused.Message.Contains("regions RegionOne", StringComparison.Ordinal)).ShouldBe((VimErrorCause.NOT_SUPPORTED, true), refused.Message);
    }

    [SkippableFact]
    public async Task TheInterfaceThatIsNamedIsAsked()
    {
        Skip.If(CloudUnderTest.IsReal, "the lab's interfaces are all the same");
        await using var inside = await ShapedCloud.StartAsync();
        cloud.Shaped!.InternalUrl = inside.Url;
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os") with { Interface = "internal" }], store);
        (await ViewAsync(adapter)).HealthDetail.ShouldNotBeNull().ShouldContain("Nova", Case.Sensitive, "it does not know the tokens of the other");
        inside.Requests.Select(static r => r.Path.Split('/')[1]).Distinct(StringComparer.Ordinal).ShouldBe(["compute", "network", "image", "placement", "volume"], ignoreOrder: true);
        cloud.Shaped.Requests.ShouldAllBe(static r => r.Path.StartsWith("/identity", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task AServiceThatFailsDegradesTheAccountAndIsNamedWithItsRequest()
    {
        Skip.If(CloudUnderTest.IsReal, "breaks the shaped server");
        var fault = cloud.Shaped!.Break(new CloudFault { Path = "/volume/v3", Status = 500, Body = """{"computeFault":{"code":500,"message":"cinder is unwell"}}""", Left = -1 });
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store, static o => o.Retries = 0);
        var view = await ViewAsync(adapter);
        view.Health.ShouldBe(VimHealth.DEGRADED);
        view.HealthDetail.ShouldNotBeNull().ShouldContain("cinder is unwell");
        view.Capabilities!.Services["compute"].ShouldBe("2.93", "the others are as they are");
        (await adapter.Client().GetAccountAsync("os", default)).Health.ShouldBe(VimHealth.DEGRADED);
        fault.Played.ShouldBePositive();
        cloud.Shaped.Mend();
        (await ViewAsync(adapter)).Health.ShouldBe(VimHealth.HEALTHY);
    }

    [Fact]
    public async Task AServiceThatSaysNothingIsNamedAndTheOthersAreHeard()
    {
        using var stub = new StubCloud();
        stub.Play = static (request, token) => request.RequestUri!.Host == "gnocchi" ? StubCloud.SilenceAsync(token) : Task.FromResult(request.RequestUri.AbsolutePath switch
        {
            "/v2.0/extensions" => StubCloud.Answer(200, """{"extensions":[]}"""),
            "/os-availability-zone" => StubCloud.Answer(200, """{"availabilityZoneInfo":[]}"""),
            "/limits" => StubCloud.Answer(200, """{"limits":{"absolute":{}}}"""),
            "/v2.0/quotas/p/details.json" => StubCloud.Answer(200, """{"quota":{}}"""),
            _ => null,
        });
        var options = new OpenStackOptions();
        using var account = new OsAccount(new OpenStackAccountSettings { Id = "os" }, "", stub.Connect(), new RecordStore(store), options, stub.Time);
        var looking = new AccountProbe(options, stub.Time).LookAsync(account, again: false, default);
        await Eventually.HoldsAsync(() => stub.Count("POST http://gnocchi") + stub.Count("GET http://gnocchi") > 0, "Gnocchi is asked");
        await Eventually.HoldsAsync(
            () =>
            {
                stub.Time.Advance(TimeSpan.FromSeconds(1));
                return looking.IsCompleted;
            },
            "the probe ends");
        var (health, detail, capabilities) = await looking;
        health.ShouldBe(VimHealth.DEGRADED);
        detail.ShouldNotBeNull().ShouldContain("Gnocchi");
        capabilities!.Services["compute"].ShouldBe("2.90");
    }

    [SkippableFact]
    public async Task AnAccountThatIsNotFollowedSaysSoAndSinceWhen()
    {
        Skip.If(CloudUnderTest.IsReal, "breaks the shaped server");
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os"), cloud.Account("other") with { AuthUrl = "http://127.0.0.1:9/v3" }], store, static o => o.Retries = 0);
        await Eventually.HoldsAsync(async () => (await ViewAsync(adapter, "other")).HealthDetail?.Contains("Its resources are not followed since 20", StringComparison.Ordinal) == true, "the follower's trouble is shown");
        (await ViewAsync(adapter, "other")).Health.ShouldBe(VimHealth.DOWN);
        (await ViewAsync(adapter)).Health.ShouldBe(VimHealth.HEALTHY, "one that is bad is not the trouble of the others");

        cloud.Shaped!.Break(new CloudFault { Path = "/compute/v2.1/servers/detail", Status = 500, Body = """{"computeFault":{"code":500,"message":"the list is broken"}}""", Left = -1 });
        await Eventually.HoldsAsync(async () => (await adapter.Client().GetAccountAsync("os", default)).Health == VimHealth.DEGRADED, "it is shown");
        var shown = await ViewAsync(adapter);
        shown.HealthDetail.ShouldNotBeNull().ShouldContain("the list is broken");
        shown.HealthDetail.ShouldContain("not followed since 20");
        using var ready = await adapter.Host.Client("t").GetAsync(new Uri("/health/ready", UriKind.Relative));
        var health = await ready.Content.ReadAsStringAsync();
        (ready.StatusCode, health.Contains("2 of 2 OpenStack accounts are not followed", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.OK, true), health);
        health.ShouldNotContain("the list is broken", Case.Sensitive, "strangers may read it");
        cloud.Shaped.Mend();
        await Eventually.HoldsAsync(async () => (await adapter.Client().GetAccountAsync("os", default)).Health == VimHealth.HEALTHY, "it is followed again");
    }

    [Fact]
    public async Task AnAccountWhoseSecretsCannotBeReadIsNobodyElsesTroubleAndIsMendedByAPut()
    {
        await using var adapter = await AdapterHost.StartAsync([], store);
        var http = adapter.Host.Client("t");
        foreach (var id in (string[])["a-bad", "good"])
        {
            using var added = await http.PostAsync("/openstack/v1/accounts", Json(id));
            added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync());
        }
        var read = (await store.GetAsync(AccountRegistry.Collection, new TenantId("t"), "a-bad", default)).ShouldNotBeNull();
        (await store.CommitAsync(new WriteBatch().Replace(AccountRegistry.Collection, read, read.Value with { Password = "what another key made" }), default)).Ok.ShouldBeTrue();

        await using var later = await AdapterHost.StartAsync([], store);
        var vim = later.Client();
        var bad = (await vim.ListAccountsAsync(default)).Single(static a => a.Id == "a-bad");
        bad.Health.ShouldBe(VimHealth.DOWN);
        bad.HealthDetail.ShouldNotBeNull().ShouldContain("cannot be decrypted");
        (await ViewAsync(later, "good")).Health.ShouldBe(VimHealth.HEALTHY);
        await Eventually.HoldsAsync(() => later.Follow.Followers.Any(static f => f.Account.Id == "good" && f.Requests > 0), "the good one is followed");
        var refused = await Should.ThrowAsync<VimException>(() => vim.PutAsync("a-bad", "n", new NetworkSpec { Name = "n" }, TimeSpan.Zero, default));
        refused.Message.ShouldContain("cannot be decrypted");

        using var without = await later.Host.Client("t").PutAsync("/openstack/v1/accounts/a-bad", new StringContent(await Json("a-bad").ReadAsStringAsync().ContinueWith(static t => t.Result.Replace($"\"password\":\"{ShapedCloud.Password}\",", "", StringComparison.Ordinal), TaskScheduler.Default), Encoding.UTF8, "application/json"));
        (await without.Content.ReadAsStringAsync()).ShouldContain("put the account again with its secrets");
        using var mended = await later.Host.Client("t").PutAsync("/openstack/v1/accounts/a-bad", Json("a-bad"));
        mended.StatusCode.ShouldBe(HttpStatusCode.OK, await mended.Content.ReadAsStringAsync());
        (await ViewAsync(later, "a-bad")).Health.ShouldBe(VimHealth.HEALTHY);
        (await later.Host.Client("t").DeleteAsync("/openstack/v1/accounts/a-bad")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static async Task<OpenStackAccountView> ViewAsync(AdapterHost adapter, string id = "os") =>
        JsonSerializer.Deserialize(await adapter.Host.Client("t").GetStringAsync(new Uri($"/openstack/v1/accounts/{id}?probeAgain=true", UriKind.Relative)), OpenStackJson.Default.OpenStackAccountView)!;

    private StringContent Json(string id) => new(
        $$"""{"id":"{{id}}","authUrl":"{{cloud.AuthUrl}}","userName":"nfv","password":"{{ShapedCloud.Password}}","project":"nfv","region":"RegionOne"}""", Encoding.UTF8, "application/json");
}
