using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vim.Tests;

/// <summary>The contract over real HTTP, with the typed client.</summary>
public sealed class ContractTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private ServiceHost host = null!;

    private SimulatedNfvi Nfvi => host.Services.GetRequiredService<SimulatorDriver>().Nfvi("sim-1");

    public async Task InitializeAsync() => host = await ServiceHost.StartAsync(
        builder => builder.Services.AddVimSimulator(options => options.Accounts.Add(Nfvis.Options()), telemetry: false),
        app => app.MapVimSimulator());

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task APutIsAnsweredWith201Then200()
    {
        var http = host.Client("t");
        var body = """{"name":"s","vcpus":1,"memoryMib":512,"kind":"compute"}""";
        using var first = await http.PutAsync("/vim/v1/accounts/sim-1/resources/compute/a", Json(body));
        using var second = await http.PutAsync("/vim/v1/accounts/sim-1/resources/compute/a", Json(body));
        using var other = await http.PutAsync("/vim/v1/accounts/sim-1/resources/compute/a", Json("""{"name":"s","vcpus":1,"memoryMib":512,"kind":"compute","zone":"zone-1"}"""));
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await other.Content.ReadAsStringAsync()).ShouldContain("zone");
        other.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await http.DeleteAsync("/vim/v1/accounts/sim-1/resources/compute/a")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.DeleteAsync("/vim/v1/accounts/sim-1/resources/compute/a")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.GetAsync("/vim/v1/accounts/sim-1/resources/compute/a")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a", "{", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a", "{}", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a", "null", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a", """{"kind":"balloon"}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/balloon/a", """{"kind":"compute","name":"s","vcpus":1,"memoryMib":1}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/port/a", """{"kind":"compute","name":"s","vcpus":1,"memoryMib":1}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a", """{"kind":"compute","name":"s","vcpus":0,"memoryMib":1}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a%20b", """{"kind":"compute","name":"s","vcpus":1,"memoryMib":1}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a?wait=x", """{"kind":"compute","name":"s","vcpus":1,"memoryMib":1}""", 400)]
    [InlineData("/vim/v1/accounts/none/resources/compute/a", """{"kind":"compute","name":"s","vcpus":1,"memoryMib":1}""", 404)]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a", """{"kind":"compute","name":"s","vcpus":1,"memoryMib":1,"portKeys":["no"]}""", 422)]
    [InlineData("/vim/v1/accounts/sim-1/resources/compute/a", """{"kind":"compute","name":"s","vcpus":1,"memoryMib":1,"userData":"?"}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/network/a", """{"kind":"network","name":"s","subnets":[{"cidr":"10.0.0.0/33"}]}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/network/a", """{"kind":"network","name":"s","subnets":[null]}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/network/a", """{"kind":"network","name":"s","subnets":[{"cidr":"10.0.0.0/24","dnsServers":["fd00::1"]}]}""", 400)]
    [InlineData("/vim/v1/accounts/sim-1/resources/network/a", """{"kind":"network","name":"s","subnets":[{"cidr":"10.0.0.0/24","hostRoutes":[{"destination":"nowhere","nextHop":"10.0.0.1"}]}]}""", 400)]
    public async Task WrongRequestsAreToldSo(string path, string body, int status)
    {
        using var answer = await host.Client("t").PutAsync(path, Json(body));
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        Nfvi.Inventory().Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task UserDataIsBounded()
    {
        var vim = Client("t");
        var spec = Nfvis.Server() with { UserData = Convert.ToBase64String(new byte[ComputeSpec.MaxUserDataBytes]) };
        (await vim.EnsureAsync("sim-1", "a", spec, Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        var refused = await Should.ThrowAsync<VimException>(() => vim.EnsureAsync("sim-1", "b", spec with { UserData = Convert.ToBase64String(new byte[ComputeSpec.MaxUserDataBytes + 1]) }, Limit, default));
        refused.Cause.ShouldBe(VimErrorCause.INVALID_REQUEST);
        refused.Message.ShouldContain("65535");
    }

    [Fact]
    public async Task NobodyComesInWithoutATokenARoleOrATenant()
    {
        (await host.AnonymousClient().GetAsync("/vim/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.Client(null).GetAsync("/vim/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.Client("t", "viewer").DeleteAsync("/vim/v1/accounts/sim-1/resources/compute/a")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.Client("t").GetAsync("/simulator/v1/inventory")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.Client("t", "service").GetAsync("/simulator/v1/inventory")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TenantsAreApartOverHttp()
    {
        await Client("one").EnsureAsync("sim-1", "a", Nfvis.Server(), Limit, default);
        (await Client("two").GetAsync("sim-1", VimResourceKind.Compute, "a", TimeSpan.Zero, default)).ShouldBeNull();
        await Client("two").EnsureDeletedAsync("sim-1", VimResourceKind.Compute, "a", Limit, default);
        (await Client("one").GetAsync("sim-1", VimResourceKind.Compute, "a", TimeSpan.Zero, default))!.Spec.Tags.Tenant.ShouldBe("one");
    }

    [Fact]
    public async Task ALostAnswerIsAskedForAgainAndNothingIsDoneTwice()
    {
        foreach (var operation in new[] { FaultOperation.CREATE, FaultOperation.ACTION, FaultOperation.DELETE })
        {
            Nfvi.AddFault(new FaultRule { Operation = operation, Mode = FaultMode.LOSE_ANSWER, Times = 1 });
        }

        var vim = Client("t");
        (await vim.EnsureAsync("sim-1", "a", Nfvis.Server(), Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        await vim.EnsureActedAsync("sim-1", VimResourceKind.Compute, "a", new VimAction { Type = VimActionType.REBOOT, ActionId = "r1" }, Limit, default);
        await vim.EnsureDeletedAsync("sim-1", VimResourceKind.Compute, "a", Limit, default);
        Nfvi.Faults().ShouldAllBe(fault => fault.Played == 1);
        Nfvi.Counters("t", VimResourceKind.Compute, "a").ShouldBe(new ResourceCounters(1, 0, 1, 1));
    }

    [Fact]
    public async Task ErrorsArriveTyped()
    {
        var vim = Client("t");
        (await Should.ThrowAsync<VimException>(() => vim.GetAsync("none", VimResourceKind.Compute, "a", TimeSpan.Zero, default))).Cause.ShouldBe(VimErrorCause.NOT_FOUND);
        var none = await Should.ThrowAsync<VimException>(() => vim.EnsureAsync("sim-1", "a", Nfvis.Server(vcpus: 500), Limit, default));
        none.Cause.ShouldBe(VimErrorCause.NO_VALID_HOST);
        none.ResourceKey.ShouldBe("a");
        await vim.EnsureDeletedAsync("sim-1", VimResourceKind.Compute, "a", Limit, default);
        Nfvi.AddFault(new FaultRule { Mode = FaultMode.FAIL, Cause = VimErrorCause.QUOTA_EXCEEDED, Message = "no more", Operation = FaultOperation.CREATE, Times = 1 });
        var quota = await Should.ThrowAsync<VimException>(() => vim.EnsureAsync("sim-1", "b", Nfvis.Server(), Limit, default));
        (quota.Cause, quota.Message, quota.Retryable, quota.ResourceKey).ShouldBe((VimErrorCause.QUOTA_EXCEEDED, "no more", false, "b"));
        Nfvi.AddFault(new FaultRule { Mode = FaultMode.FAIL, Cause = VimErrorCause.TRANSIENT, Retryable = true, Operation = FaultOperation.CREATE, Times = 2 });
        (await vim.EnsureAsync("sim-1", "b", Nfvis.Server(), Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        using var nobody = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9") };
        var gone = await Should.ThrowAsync<VimException>(() => new VimClient(nobody, new VimClientOptions { Patience = TimeSpan.FromMilliseconds(50), RetryDelay = TimeSpan.FromMilliseconds(1) }).ListAccountsAsync(default));
        (gone.Cause, gone.Retryable).ShouldBe((VimErrorCause.UNREACHABLE, true));
    }

    [Fact]
    public async Task ALongPollWaitsForTheEndAndAHangTimesOut()
    {
        var vim = Client("t");
        Nfvi.AddFault(new FaultRule { Operation = FaultOperation.CREATE, Mode = FaultMode.HANG, Times = 2 });
        var late = await Should.ThrowAsync<VimException>(() => vim.EnsureAsync("sim-1", "a", Nfvis.Server(), TimeSpan.FromMilliseconds(50), default));
        (late.Cause, late.Retryable).ShouldBe((VimErrorCause.TIMEOUT, true));
        var waiting = vim.EnsureAsync("sim-1", "b", Nfvis.Server(), Limit, default);
        await Eventually.HoldsAsync(() => Nfvi.Get(VimResourceKind.Compute, "b") is not null, "b was put");
        Nfvi.ReleaseHung().ShouldBe(2);
        (await waiting).State.ShouldBe(VimResourceState.ACTIVE);
    }

    [Fact]
    public async Task ABatchDoesAllItsItems()
    {
        var vim = Client("t");
        VimBatchItem Put(VimResourceSpec spec, string key) => new() { Verb = VimBatchVerb.PUT, Kind = spec.Kind, Key = key, Spec = spec };
        var answer = await vim.BatchAsync(
            "sim-1",
            new VimBatchRequest(
            [
                Put(Nfvis.Network(), "n"), Put(new PortSpec { NetworkRef = "n" }, "p"), Put(new PortSpec { NetworkRef = "none" }, "q"),
                Put(Nfvis.Server() with { PortKeys = ["p"] }, "s"), new VimBatchItem { Verb = VimBatchVerb.GET, Kind = VimResourceKind.Port, Key = "p" },
                new VimBatchItem { Verb = VimBatchVerb.DELETE, Kind = VimResourceKind.Image, Key = "gone" },
            ]),
            TimeSpan.FromSeconds(5), default);
        answer.Results.Select(result => result.Status).ShouldBe([201, 201, 404, 201, 200, 204]);
        answer.Results[2].Error!.Cause.ShouldBe(VimErrorCause.NOT_FOUND);
        var listed = new List<string>();
        await foreach (var resource in vim.ListAllAsync("sim-1", new VimResourceQuery { Limit = 1 }, default)) listed.Add(resource.Key);
        listed.ShouldBe(["n", "p", "s"]);
        await Should.ThrowAsync<VimException>(() => vim.BatchAsync("sim-1", new VimBatchRequest([]), TimeSpan.Zero, default));
    }

    [Fact]
    public async Task ImagesAreUploadedAndChecked()
    {
        var vim = Client("t");
        var content = Encoding.UTF8.GetBytes(new string('x', 300_000));
        var spec = new ImageSpec { Name = "i", ContentFollows = true, SizeBytes = content.Length, Checksum = Convert.ToHexString(SHA256.HashData(content)) };
        (await vim.EnsureAsync("sim-1", "i", spec, Limit, default)).State.ShouldBe(VimResourceState.PENDING_UPLOAD);
        (await Should.ThrowAsync<VimException>(() => vim.EnsureAsync("sim-1", "s", Nfvis.Server() with { ImageRef = "i" }, Limit, default))).Cause.ShouldBe(VimErrorCause.CONFLICT);
        (await Should.ThrowAsync<VimException>(() => vim.UploadImageAsync("sim-1", "i", new MemoryStream(new byte[content.Length]), default))).Message.ShouldContain("SHA-256");
        (await vim.UploadImageAsync("sim-1", "i", new MemoryStream(content), default)).State.ShouldBe(VimResourceState.ACTIVE);
        (await vim.EnsureAsync("sim-1", "s", Nfvis.Server() with { ImageRef = "i" }, Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
    }

    [Fact]
    public async Task AccountsAndCapacityAreShown()
    {
        var vim = Client("t");
        (await vim.ListAccountsAsync(default)).Single().Zones.ShouldBe(["zone-1", "zone-2"]);
        (await vim.GetAccountAsync("sim-1", default)).Health.ShouldBe(VimHealth.HEALTHY);
        var capacity = await vim.GetCapacityAsync("sim-1", default);
        capacity.Zones.Count.ShouldBe(2);
        capacity.Zones[0].Pools.PinnedCores.ShouldBe(new VimPool(16, 0));
        capacity.Quotas.Count.ShouldBe(11);
    }

    [Fact]
    public async Task TheControlApiBreaksAndLoads()
    {
        var control = host.Client(null, "service");
        using var fault = await control.PostAsync("/simulator/v1/faults", Json("""{"operation":"CREATE","kind":"compute","mode":"FAIL","cause":"NO_VALID_HOST","times":1}"""));
        fault.StatusCode.ShouldBe(HttpStatusCode.Created);
        var vim = Client("t");
        await Should.ThrowAsync<VimException>(() => vim.EnsureAsync("sim-1", "a", Nfvis.Server(), Limit, default));
        var server = await vim.EnsureAsync("sim-1", "a", Nfvis.Server(), Limit, default);
        (await control.PostAsync("/simulator/v1/load", Json("""{"key":"a","cpu":{"value":55}}"""))).StatusCode.ShouldBe(HttpStatusCode.Created);
        Nfvi.Sample().Servers.Single().CpuPercent.ShouldBe(55);
        (await control.PutAsync($"/simulator/v1/hosts/{server.Outputs.Host}/down", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await vim.GetAsync("sim-1", VimResourceKind.Compute, "a", TimeSpan.Zero, default))!.Error!.Cause.ShouldBe(VimErrorCause.HOST_DOWN);
        (await control.GetStringAsync("/simulator/v1/inventory")).ShouldContain("\"created\":1");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private VimClient Client(string tenant) => new(host.Client(tenant), new VimClientOptions { RetryDelay = TimeSpan.FromMilliseconds(5) });
}
