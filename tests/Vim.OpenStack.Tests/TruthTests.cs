using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>What goes wrong: answers that are lost, clouds that are broken, two processes, two tenants, resources that change behind our back. Nothing is doubled, nothing is lost.</summary>
public sealed class TruthTests : IAsyncLifetime
{
    private readonly string run = "truth" + Guid.NewGuid().ToString("N")[..8];
    private readonly InMemoryDocumentStore store = new(TimeProvider.System);
    private ShapedCloud shaped = null!;
    private CloudUnderTest cloud = null!;

    public async Task InitializeAsync()
    {
        cloud = await CloudUnderTest.StartAsync();
        shaped = cloud.Shaped!;
    }

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public async Task AnswersThatAreCutAfterTheWorkWasDoneDoubleNothing()
    {
        using var eyes = await CloudEyes.OpenAsync(cloud);
        await using var compute = new CutProxy(new Uri(eyes.Endpoint("compute")));
        await using var network = new CutProxy(new Uri(eyes.Endpoint("network")));
        await using var volume = new CutProxy(new Uri(eyes.Endpoint("volumev3")));
        await using var image = new CutProxy(new Uri(eyes.Endpoint("image")));
        string Path(string type) => new Uri(eyes.Endpoint(type)).AbsolutePath.TrimEnd('/');
        var account = cloud.Account("os");
        account.EndpointOverrides["compute"] = compute.Url + Path("compute");
        account.EndpointOverrides["network"] = network.Url + Path("network");
        account.EndpointOverrides["volume"] = volume.Url + Path("volumev3");
        account.EndpointOverrides["image"] = image.Url + Path("image");
        network.CutAnswersOf($"POST {Path("network")}/v2.0/networks", 1);
        network.CutAnswersOf($"POST {Path("network")}/v2.0/subnets", 1);
        network.CutAnswersOf($"POST {Path("network")}/v2.0/ports", 1);
        compute.CutAnswersOf($"POST {Path("compute")}/os-server-groups", 1);
        compute.CutAnswersOf($"POST {Path("compute")}/servers", 1);
        volume.CutAnswersOf($"POST {Path("volumev3")}/volumes", 1);
        image.CutAnswersOf($"POST {Path("image")}/v2/images", 1);
        await using var adapter = await AdapterHost.StartAsync([account], store);
        var vim = adapter.Client();
        await vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.94.0.0/24", Gateway = null }] }, CloudUnderTest.Limit, default);
        await vim.EnsureAsync("os", Key("p"), new PortSpec { NetworkRef = Key("net") }, CloudUnderTest.Limit, default);
        await vim.EnsureAsync("os", Key("g"), new AffinityGroupSpec { Policy = VimAffinityPolicy.SOFT_ANTI_AFFINITY }, CloudUnderTest.Limit, default);
        await vim.EnsureAsync("os", Key("v"), new StorageSpec { SizeGib = 1 }, CloudUnderTest.Limit, default);
        await vim.EnsureAsync("os", Key("i"), new ImageSpec { Name = "i", DiskFormat = "RAW", ContentFollows = true }, CloudUnderTest.Limit, default);
        var server = await vim.EnsureAsync("os", Key("s"), Server() with { PortKeys = [Key("p")], AffinityGroupKeys = [Key("g")] }, CloudUnderTest.Limit, default);
        compute.CutAnswersOf($"POST {Path("compute")}/servers/{server.VimResourceId}/action", 1);
        await vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.REBOOT, ActionId = "r" }, CloudUnderTest.Limit, default);
        (compute.Cut, network.Cut, volume.Cut, image.Cut).ShouldBe((3, 3, 1, 1), "every creating request was cut once");
        var marked = await eyes.MarkedAsync(run);
        marked.Order(StringComparer.Ordinal).Select(m => m.Split(' ')[0]).ShouldBe(["image", "network", "port", "server", "server", "subnet", "volume"], string.Join(", ", marked));
        (await eyes.ListAsync("compute", $"/servers/{server.VimResourceId}/os-instance-actions", "instanceActions")).Count(a => (string?)a["action"] == "reboot").ShouldBe(1);
        compute.CutAnswersOf($"DELETE {Path("compute")}/servers/{server.VimResourceId}", 1);
        foreach (var (kind, name) in new[] { (VimResourceKind.Compute, "s"), (VimResourceKind.AffinityGroup, "g"), (VimResourceKind.Port, "p"), (VimResourceKind.Network, "net"), (VimResourceKind.Storage, "v"), (VimResourceKind.Image, "i") })
        {
            await vim.EnsureDeletedAsync("os", kind, Key(name), CloudUnderTest.Limit, default);
        }
        (await eyes.MarkedAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoProcessesThatPutTheSameAtTheSameTimeMakeItOnce()
    {
        await using var one = await AdapterHost.StartAsync([cloud.Account("os")], store);
        await using var two = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var (a, b) = (one.Client(), two.Client());
        var servers = await Task.WhenAll(Enumerable.Range(0, 6).SelectMany(i => new[] { a, b }.Select(vim => vim.EnsureAsync("os", Key("s" + i / 2), Server(), CloudUnderTest.Limit, default))));
        servers.Select(s => s.VimResourceId).Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        using var eyes = await CloudEyes.OpenAsync(cloud);
        (await eyes.MarkedAsync(run)).Count.ShouldBe(3);
        // What one stops, the other sees; what one deletes, the other does not have.
        await a.EnsureActedAsync("os", VimResourceKind.Compute, Key("s0"), new VimAction { Type = VimActionType.STOP, ActionId = "x" }, CloudUnderTest.Limit, default);
        (await b.GetAsync("os", VimResourceKind.Compute, Key("s0"), TimeSpan.Zero, default))!.State.ShouldBe(VimResourceState.STOPPED);
        await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(i => new[] { a, b }.Select(vim => vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s" + i), CloudUnderTest.Limit, default))));
        (await eyes.MarkedAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoTenantsNeverSeeEachOther()
    {
        var mine = cloud.Account("mine");
        mine.Tenants = ["one"];
        await using var adapter = await AdapterHost.StartAsync([mine, cloud.Account("shared")], store);
        var (one, two) = (adapter.Client("one"), adapter.Client("two"));
        (await two.ListAccountsAsync(default)).Select(a => a.Id).ShouldBe(["shared"]);
        (await Should.ThrowAsync<VimException>(() => two.GetAsync("mine", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))).Cause.ShouldBe(VimErrorCause.NOT_FOUND);
        var first = await one.EnsureAsync("shared", Key("s"), Server(), CloudUnderTest.Limit, default);
        (await two.GetAsync("shared", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default)).ShouldBeNull();
        (await two.ListAsync("shared", new VimResourceQuery(), default)).Resources.ShouldBeEmpty();
        var second = await two.EnsureAsync("shared", Key("s"), Server(), CloudUnderTest.Limit, default);
        second.VimResourceId.ShouldNotBe(first.VimResourceId);
        await two.EnsureDeletedAsync("shared", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        (await one.GetAsync("shared", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!.State.ShouldBe(VimResourceState.ACTIVE);
        await one.EnsureDeletedAsync("shared", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
    }

    [Fact]
    public async Task AStoreThatWasLostFindsItsResourcesAgainAndOrphansAreRemovedOnRequest()
    {
        var tenant = run; // of its own: the orphans of a tenant are all that other tests make at the same time
        VimResource server;
        await using (var before = await AdapterHost.StartAsync([cloud.Account("os")], store))
        {
            server = await before.Client(tenant).EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
            await before.Client(tenant).EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n" }, CloudUnderTest.Limit, default);
        }
        await using var after = await AdapterHost.StartAsync([cloud.Account("os")]);
        var vim = after.Client(tenant);
        (await vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default)).VimResourceId.ShouldBe(server.VimResourceId);
        var listed = (await vim.ListAsync("os", new VimResourceQuery(), default)).Resources.Where(r => r.Key.StartsWith(run, StringComparison.Ordinal)).Select(r => r.Key);
        listed.ShouldBe([Key("s"), Key("net")]);
        var http = after.Host.Client(tenant);
        http.Timeout = CloudUnderTest.Limit;
        (await http.GetStringAsync("/openstack/v1/accounts/os/orphans")).ShouldContain(Key("net"));
        (await after.Host.Client("other").GetStringAsync("/openstack/v1/accounts/os/orphans")).ShouldNotContain(run);
        (await http.DeleteAsync("/openstack/v1/accounts/os/orphans")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        using var eyes = await CloudEyes.OpenAsync(cloud);
        (await eyes.MarkedAsync(run)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task TokensThatAreLostAreRenewedOnceForAll()
    {
        Skip.If(CloudUnderTest.IsReal, "revokes tokens of the shaped server");
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var vim = adapter.Client();
        await vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.95.0.0/16", Gateway = null }] }, CloudUnderTest.Limit, default);
        shaped.RevokeTokens();
        var asked = shaped.Requests.Count(r => r.Path.EndsWith("/auth/tokens", StringComparison.Ordinal));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => vim.EnsureAsync("os", Key("p" + i), new PortSpec { NetworkRef = Key("net") }, CloudUnderTest.Limit, default)));
        (shaped.Requests.Count(r => r.Path.EndsWith("/auth/tokens", StringComparison.Ordinal)) - asked).ShouldBeInRange(1, 3);
        shaped.NetworkThings.Count(t => t.Kind == "port").ShouldBe(30);
    }

    [SkippableFact]
    public async Task AnOverloadedCloudIsWaitedForAsItAsks()
    {
        Skip.If(CloudUnderTest.IsReal, "breaks the shaped server");
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var vim = adapter.Client();
        var limited = shaped.Break(new CloudFault { Path = "/network/v2.0/networks", Method = "POST", Status = 429, RetryAfter = 1, Body = """{"overLimit":{"code":429,"message":"Too many requests"}}""", Left = 2 });
        await vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n" }, CloudUnderTest.Limit, default);
        limited.Played.ShouldBe(2);
        var posts = shaped.Requests.Where(r => r.Method == "POST" && r.Path.EndsWith("/networks", StringComparison.Ordinal)).ToList();
        (posts[^1].At - posts[0].At).ShouldBeGreaterThan(TimeSpan.FromSeconds(1.9), "Retry-After is honoured");
    }

    [SkippableFact]
    public async Task AServiceThatIsDownIsLeftAloneAndTheOperationGoesOnWhenItIsBack()
    {
        Skip.If(CloudUnderTest.IsReal, "breaks the shaped server");
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var vim = new VimClient(adapter.Host.Client("t"), new VimClientOptions { Patience = TimeSpan.Zero });
        await vim.ListAccountsAsync(default);
        var down = shaped.Break(new CloudFault { Path = "/network/v2.0/", Status = 503, Body = "<html><body><h1>503 Service Unavailable</h1>No server is available to handle this request.</body></html>", Left = -1 });
        var failures = new List<VimException>();
        for (var i = 0; i < 30; i++)
        {
            failures.Add(await Should.ThrowAsync<VimException>(() => vim.PutAsync("os", Key("net"), new NetworkSpec { Name = "n" }, TimeSpan.Zero, default)));
        }
        failures.ShouldAllBe(f => f.Retryable);
        failures.ShouldContain(f => f.Cause == VimErrorCause.UNREACHABLE && f.Message.Contains("left alone", StringComparison.Ordinal), "the circuit opens");
        down.Played.ShouldBeLessThan(100, "an open circuit sends nothing; closed, 120 attempts would have been made");
        shaped.Mend();
        await adapter.Client().EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n" }, CloudUnderTest.Limit, default);
        shaped.NetworkThings.Count(t => t.Kind == "network").ShouldBe(1);
    }

    [SkippableFact]
    public async Task QuotasAreToldWithTheirNumbers()
    {
        Skip.If(CloudUnderTest.IsReal, "sets quotas of the shaped server");
        shaped.ServerQuota = 1;
        shaped.PortQuota = 0;
        shaped.VolumeQuota = 0;
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var vim = adapter.Client();
        await vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n" }, CloudUnderTest.Limit, default);
        await vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        foreach (var (spec, words) in new (VimResourceSpec, string)[] { (Server(), "already used 1 of 1 instances"), (new PortSpec { NetworkRef = Key("net") }, "port"), (new StorageSpec { SizeGib = 1 }, "Maximum number of volumes allowed (0)") })
        {
            var refused = await Should.ThrowAsync<VimException>(() => vim.EnsureAsync("os", Key("q"), spec, CloudUnderTest.Limit, default));
            (refused.Cause, refused.Retryable).ShouldBe((VimErrorCause.QUOTA_EXCEEDED, false), refused.Message);
            refused.Message.ShouldContain(words);
        }
    }

    [SkippableFact]
    public async Task FaultsRaiseAlarmsWithinAPollingPeriodAndTheirEndClearsThem()
    {
        Skip.If(CloudUnderTest.IsReal, "tampers with servers of the shaped server");
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("root", "admin")], store);
        var alarms = new ConcurrentQueue<(string Type, AlarmEvent Alarm)>();
        await using var subscription = await adapter.Bus.SubscribeAsync(NfvTopics.Alarms, "test", (_, one, _) =>
        {
            if (one.Type is AlarmEvent.RaisedType or AlarmEvent.ClearedType)
            {
                alarms.Enqueue((one.Type, one.Data.Deserialize(AlarmEventJson.Default.AlarmEvent)!));
            }
            return Task.CompletedTask;
        }, new EventSubscriptionOptions(), default);
        var vim = adapter.Client();
        var server = await vim.EnsureAsync("root", Key("s"), Server(), CloudUnderTest.Limit, default);
        shaped.Tamper(server.VimResourceId!, static s => s.Status = "SHUTOFF");
        await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.RaisedType && a.Alarm.ProbableCause == "SERVER_OFF" && a.Alarm.InstanceId == run), "an alarm for the server that went off");
        shaped.Tamper(server.VimResourceId!, static s => s.Status = "ACTIVE");
        await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.ClearedType && a.Alarm.ObjectId == Key("s")), "it is cleared");
        shaped.Hosts["compute2"] = false;
        await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.RaisedType && a.Alarm.ProbableCause == "HOST_DOWN" && a.Alarm.ObjectId == "compute2"), "an alarm for the host");
        shaped.Hosts["compute2"] = true;
        await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.ClearedType && a.Alarm.ObjectId == "compute2"), "the host is back");
        await vim.EnsureActedAsync("root", VimResourceKind.Compute, Key("s"), new VimAction { Type = VimActionType.STOP, ActionId = "wanted" }, CloudUnderTest.Limit, default);
        alarms.Count(a => a.Type == AlarmEvent.RaisedType && a.Alarm.ObjectId == Key("s")).ShouldBe(1, "a stop that was asked for is no fault");
    }

    [SkippableFact]
    public async Task AListThatIsOlderThanAVolumeDoesNotMakeItForgotten()
    {
        Skip.If(CloudUnderTest.IsReal, "holds an answer of the shaped server back");
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var vim = adapter.Client();
        await vim.EnsureAsync("os", Key("first"), new StorageSpec { SizeGib = 1 }, CloudUnderTest.Limit, default);
        var passed = new TaskCompletionSource();
        var list = shaped.Break(new CloudFault { Method = "GET", Path = "/volumes/detail", Until = passed.Task });
        await vim.PutAsync("os", Key("followed"), new StorageSpec { SizeGib = 1 }, TimeSpan.Zero, default);
        await Eventually.HoldsAsync(() => list.Played == 1, "the volumes are listed");
        var late = await vim.PutAsync("os", Key("late"), new StorageSpec { SizeGib = 1 }, TimeSpan.Zero, default);
        passed.SetResult();
        await vim.EnsureAsync("os", Key("followed"), new StorageSpec { SizeGib = 1 }, CloudUnderTest.Limit, default);
        var now = await vim.EnsureAsync("os", Key("late"), new StorageSpec { SizeGib = 1 }, CloudUnderTest.Limit, default);
        now.VimResourceId.ShouldBe(late.VimResourceId);
        shaped.Volumes.Count.ShouldBe(3);
    }

    [SkippableFact]
    public async Task AServerThatSomebodyElseDeletedIsAnAlarmUntilItIsMadeAnewOrNotWanted()
    {
        Skip.If(CloudUnderTest.IsReal, "tampers with servers of the shaped server");
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var alarms = new ConcurrentQueue<(string Type, AlarmEvent Alarm)>();
        await using var subscription = await adapter.Bus.SubscribeAsync(NfvTopics.Alarms, "test", (_, one, _) =>
        {
            if (one.Type is AlarmEvent.RaisedType or AlarmEvent.ClearedType)
            {
                alarms.Enqueue((one.Type, one.Data.Deserialize(AlarmEventJson.Default.AlarmEvent)!));
            }
            return Task.CompletedTask;
        }, new EventSubscriptionOptions(), default);
        var vim = adapter.Client();
        foreach (var key in new[] { Key("a"), Key("b") })
        {
            var server = await vim.EnsureAsync("os", key, Server(), CloudUnderTest.Limit, default);
            shaped.Tamper(server.VimResourceId!, static s => s.Status = "DELETED");
            await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.RaisedType && a.Alarm.ProbableCause == "SERVER_DELETED" && a.Alarm.ObjectId == key), $"an alarm for {key}");
        }
        (await vim.GetAsync("os", VimResourceKind.Compute, Key("a"), TimeSpan.Zero, default)).ShouldBeNull();
        alarms.ShouldNotContain(a => a.Type == AlarmEvent.ClearedType, "it is still missing");
        await vim.EnsureAsync("os", Key("a"), Server(), CloudUnderTest.Limit, default);
        await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.ClearedType && a.Alarm.ObjectId == Key("a")), "it is made anew");
        alarms.ShouldNotContain(a => a.Type == AlarmEvent.ClearedType && a.Alarm.ObjectId == Key("b"));
        await vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("b"), CloudUnderTest.Limit, default);
        await Eventually.HoldsAsync(() => alarms.Any(a => a.Type == AlarmEvent.ClearedType && a.Alarm.ObjectId == Key("b")), "it is not wanted any more");
    }

    [SkippableFact]
    public async Task AListShowsWhatIsAttachedAndWhatItWasBootedFromNotWhatWasAskedFor()
    {
        Skip.If(CloudUnderTest.IsReal, "tampers with servers of the shaped server");
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("root", "admin")], store);
        var vim = adapter.Client();
        await vim.EnsureAsync("root", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.97.0.0/24", Gateway = null }] }, CloudUnderTest.Limit, default);
        var ports = new List<VimResource>();
        foreach (var name in new[] { "p0", "p1" })
        {
            ports.Add(await vim.EnsureAsync("root", Key(name), new PortSpec { NetworkRef = Key("net") }, CloudUnderTest.Limit, default));
        }
        var volume = await vim.EnsureAsync("root", Key("v"), new StorageSpec { SizeGib = 1 }, CloudUnderTest.Limit, default);
        var tags = new VimTags { InstanceId = run, ManagedBy = "vnfm" };
        var server = await vim.EnsureAsync("root", Key("s"), Server() with { PortKeys = [Key("p0")], VolumeKeys = [Key("v")], Tags = tags }, CloudUnderTest.Limit, default);
        async Task<VimResource> ListedAsync(AdapterHost from) => (await from.Client().ListAsync("root", new VimResourceQuery { Kind = VimResourceKind.Compute }, default)).Resources.Single(r => r.Key == Key("s"));
        var as0 = await ListedAsync(adapter);
        (as0.Outputs.AttachedPorts.Single(), as0.Outputs.AttachedVolumes.Single(), as0.Outputs.ImageId).ShouldBe((Key("p0"), Key("v"), CloudUnderTest.Image));

        // Behind our back another port comes, the volume goes, and another image is booted.
        using var eyes = await CloudEyes.OpenAsync(cloud, "admin");
        await eyes.SendAsync(HttpMethod.Post, "compute", $"/servers/{server.VimResourceId}/os-interface", new System.Text.Json.Nodes.JsonObject { ["interfaceAttachment"] = new System.Text.Json.Nodes.JsonObject { ["port_id"] = ports[1].VimResourceId } });
        await eyes.SendAsync(HttpMethod.Delete, "compute", $"/servers/{server.VimResourceId}/os-volume_attachments/{volume.VimResourceId}");
        shaped.Tamper(server.VimResourceId!, static s => s.Image = "11111111-2222-3333-4444-555555555555");
        var now = await ListedAsync(adapter);
        now.Outputs.AttachedPorts.ShouldBe([Key("p0"), Key("p1")]);
        now.Outputs.AttachedVolumes.ShouldBeEmpty();
        now.Outputs.ImageId.ShouldBe("11111111-2222-3333-4444-555555555555");

        // Who lost its store still knows whose it is.
        await using var other = await AdapterHost.StartAsync([cloud.Account("root", "admin")]);
        ((await ListedAsync(other)).Spec.Tags.ManagedBy, (await ListedAsync(other)).Spec.Tags.InstanceId).ShouldBe(("vnfm", run));
    }

    [SkippableFact]
    public async Task AThousandServersAreFollowedWithFewRequests()
    {
        Skip.If(CloudUnderTest.IsReal, "the real lab has no room for a thousand servers");
        shaped.BuildTime = TimeSpan.FromSeconds(20); // on a busy machine, too, all are asked for before the first is there
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store, o => o.FollowInterval = TimeSpan.FromMilliseconds(300));
        var vim = new VimClient(adapter.Host.Client("t"), new VimClientOptions { AttemptTimeout = TimeSpan.FromSeconds(90) });
        var specs = Enumerable.Range(0, 1000).Select(i => new VimBatchItem { Verb = VimBatchVerb.PUT, Kind = VimResourceKind.Compute, Key = Key("s" + i), Spec = Server() }).Chunk(100);
        foreach (var part in specs)
        {
            (await vim.BatchAsync("os", new VimBatchRequest(part), TimeSpan.Zero, default)).Results.ShouldAllBe(r => r.Status == 202);
        }
        var begin = DateTimeOffset.UtcNow;
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => vim.GetAsync("os", VimResourceKind.Compute, Key("s" + i), TimeSpan.FromSeconds(30), default)));
        await Eventually.HoldsAsync(() => adapter.Follow.Followers.Single().Following == 0, "all are ACTIVE", TimeSpan.FromSeconds(90));
        var end = DateTimeOffset.UtcNow;
        var looks = shaped.Requests.Count(r => r.Method == "GET" && r.At >= begin && r.At <= end && r.Path.StartsWith("/compute/", StringComparison.Ordinal));
        (looks / (end - begin).TotalSeconds).ShouldBeLessThanOrEqualTo(5, $"{looks} requests in {(end - begin).TotalSeconds:0.0} s");
        shaped.Servers.ShouldAllBe(s => s.Status == "ACTIVE");
    }

    [Fact]
    public async Task AccountsAreRegisteredReadChangedAndRemovedByTheirTenantAlone()
    {
        await using var adapter = await AdapterHost.StartAsync([], store);
        var http = adapter.Host.Client("t");
        var body = $$"""{"id":"mine","authUrl":"{{cloud.AuthUrl}}","userName":"nfv","password":"{{ShapedCloud.Password}}","project":"nfv","region":"RegionOne"}""";
        using var added = await http.PostAsync("/openstack/v1/accounts", Json(body));
        added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync());
        var text = await added.Content.ReadAsStringAsync();
        text.ShouldNotContain(ShapedCloud.Password);
        using var view = JsonDocument.Parse(text);
        view.RootElement.GetProperty("health").GetString().ShouldBe("HEALTHY", text);
        view.RootElement.GetProperty("capabilities").GetProperty("services").GetProperty("compute").GetString().ShouldBe("2.93");
        view.RootElement.GetProperty("capabilities").GetProperty("networkExtensions").EnumerateArray().Select(e => e.GetString()).ShouldContain("trunk");
        (await http.PostAsync("/openstack/v1/accounts", Json(body))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await adapter.Host.Client("other").GetAsync("/openstack/v1/accounts/mine")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await adapter.Client("other").ListAccountsAsync(default)).ShouldBeEmpty();
        (await adapter.Client().GetAccountAsync("mine", default)).Health.ShouldBe(VimHealth.HEALTHY);
        using var wrong = await http.PutAsync("/openstack/v1/accounts/mine", Json(body.Replace(ShapedCloud.Password, "wrong", StringComparison.Ordinal)));
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("does not accept user");
        using var right = await http.PutAsync("/openstack/v1/accounts/mine", Json(body));
        (await right.Content.ReadAsStringAsync()).ShouldContain("HEALTHY");
        (await http.DeleteAsync("/openstack/v1/accounts/mine")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.GetAsync("/openstack/v1/accounts/mine")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        adapter.Host.Logs.Lines.ShouldNotContain(l => l.Contains(ShapedCloud.Password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/v3", "", "cannot be reached")]
    [InlineData("{url}/nothing", "", "no Keystone v3")]
    [InlineData("{auth}", "wrong", "does not accept user")]
    public async Task AnAccountThatDoesNotWorkSaysWhy(string url, string password, string words)
    {
        var account = cloud.Account("bad");
        account.AuthUrl = url.Replace("{auth}", cloud.AuthUrl, StringComparison.Ordinal).Replace("{url}", new Uri(cloud.AuthUrl).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        account.Password = password.Length > 0 ? password : account.Password;
        await using var adapter = await AdapterHost.StartAsync([account], store, static o => o.Retries = 1);
        var shown = await adapter.Client().GetAccountAsync("bad", default);
        shown.Health.ShouldBe(VimHealth.DOWN);
        shown.HealthDetail.ShouldNotBeNull().ShouldContain(words);
        var failure = await Should.ThrowAsync<VimException>(() => new VimClient(adapter.Host.Client("t"), new VimClientOptions { Patience = TimeSpan.Zero }).PutAsync("bad", Key("n"), new NetworkSpec { Name = "n" }, TimeSpan.Zero, default));
        failure.Message.ShouldContain("bad");
    }

    [SkippableFact]
    public async Task ACatalogueWithoutCinderSaysSo()
    {
        Skip.If(CloudUnderTest.IsReal, "the real lab has Cinder");
        shaped.HasCinder = false;
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var refused = await Should.ThrowAsync<VimException>(() => adapter.Client().EnsureAsync("os", Key("v"), new StorageSpec { SizeGib = 1 }, CloudUnderTest.Limit, default));
        (refused.Cause, refused.Message.Contains("no Cinder", StringComparison.Ordinal)).ShouldBe((VimErrorCause.NOT_SUPPORTED, true), refused.Message);
    }

    [SkippableFact]
    public async Task AnOldNovaIsSpokenToInItsOwnVersion()
    {
        Skip.If(CloudUnderTest.IsReal, "the real lab is Zed");
        shaped.NovaVersion = "2.60";
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        (await adapter.Client().EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        await adapter.Client().EnsureAsync("os", Key("g"), new AffinityGroupSpec { Policy = VimAffinityPolicy.ANTI_AFFINITY }, CloudUnderTest.Limit, default);
    }

    [SkippableTheory]
    [InlineData("""{}""")]
    [InlineData("""{"extra_specs":[]}""")]
    [InlineData("""{"extra_specs":null}""")]
    public async Task ExtraSpecsThatAreNoneAreToldAsSuch(string body)
    {
        Skip.If(CloudUnderTest.IsReal, "changes an answer of the shaped server");
        shaped.NovaVersion = "2.60"; // flavours are told without them
        shaped.Break(new CloudFault { Method = "GET", Path = "/os-extra_specs", Status = 200, Body = body, Left = -1 });
        await using var adapter = await AdapterHost.StartAsync([cloud.Account("os")], store);
        var failure = await Should.ThrowAsync<VimException>(() => adapter.Client().EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default));
        (failure.Cause, failure.Message.Contains("os-extra_specs", StringComparison.Ordinal)).ShouldBe((VimErrorCause.INTERNAL, true), failure.Message);
        shaped.Mend();
        (await adapter.Client().EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
    }

    private string Key(string name) => $"{run}:{name}";

    private ComputeSpec Server() => new() { Name = run, Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, Tags = new VimTags { InstanceId = run } };

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
