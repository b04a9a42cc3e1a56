using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Faults of servers, ports and hosts are alarms within one look, and what ends is cleared, whoever was there when it began.</summary>
public sealed class AlarmTests() : ProjectTests("alarm")
{
    private const string NoAgents = "writes the state of a port into the database of the lab";
    private readonly InMemoryDocumentStore store = new(TimeProvider.System);
    private readonly ConcurrentQueue<(string Type, AlarmEvent Alarm)> alarms = new();

    [Fact]
    public async Task AServerThatGoesOffOrIntoErrorIsAnAlarmUntilItRunsAgain()
    {
        await using var adapter = await StartAsync();
        await using var subscription = await SubscribeAsync(adapter.Bus);
        var server = await adapter.Client().EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        using var eyes = await Project.EyesAsync();
        Task ActAsync(string action, JsonNode? body = null) => eyes.SendAsync(HttpMethod.Post, "compute", $"/servers/{server.VimResourceId}/action", new JsonObject { [action] = body });
        await ActAsync("os-stop");
        await RaisedAsync("SERVER_OFF", Key("s"));
        await ActAsync("os-start");
        await ClearedAsync(Key("s"), 1);
        await ActAsync("os-resetState", new JsonObject { ["state"] = "error" });
        await Eventually.HoldsAsync(() => Of(AlarmEvent.RaisedType, Key("s")).Count == 2, "ERROR is an alarm", CloudUnderTest.Limit);
        var alarm = Of(AlarmEvent.RaisedType, Key("s"))[^1];
        (alarm.InstanceId, alarm.EventType, alarm.PerceivedSeverity).ShouldBe((Run, "PROCESSING_ERROR_ALARM", "CRITICAL"));
        await ActAsync("os-resetState", new JsonObject { ["state"] = "active" });
        await ClearedAsync(Key("s"), 2);
        await adapter.Client().EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
    }

    [SkippableFact]
    public async Task APortThatIsDownIsAnAlarmUntilItIsWiredAgain()
    {
        Skip.If(CloudUnderTest.IsReal && !LabMachine.IsHere, NoAgents);
        await using var adapter = await StartAsync();
        await using var subscription = await SubscribeAsync(adapter.Bus);
        var (_, port) = await ServerAsync(adapter, "10.72.0.0/24");
        using var eyes = await Project.EyesAsync();
        var begin = DateTimeOffset.UtcNow;
        await UpAsync(eyes, port, up: false);
        await RaisedAsync("PORT_DOWN", Key("p"));
        var alarm = Of(AlarmEvent.RaisedType, Key("p"))[0];
        // The look that was under way may have missed it; the next one did not.
        (Cloud.Shaped?.Requests.Count(r => r.At >= begin && r.At <= alarm.Time && r.Query.Contains("status=DOWN", StringComparison.Ordinal)) ?? 1).ShouldBeInRange(1, 2, "it is raised by the next look");
        (alarm.InstanceId, alarm.EventType, alarm.PerceivedSeverity).ShouldBe((Run, "COMMUNICATIONS_ALARM", "MAJOR"));
        await UpAsync(eyes, port, up: true);
        await ClearedAsync(Key("p"), 1);
        Of(AlarmEvent.ClearedType, Key("p"))[0].FaultDetails.ShouldNotBeNull().ShouldContain("wired again");
        await CleanAsync(adapter);
        Of(AlarmEvent.RaisedType, Key("p")).Count.ShouldBe(1, "once for one fault");
    }

    [SkippableTheory]
    [InlineData("os-stop", "does not run")]
    [InlineData(null, "was deleted")]
    public async Task APortThatIsDownIsNoFaultOfAServerThatIsOffNorWhenItIsDeleted(string? action, string words)
    {
        Skip.If(CloudUnderTest.IsReal && !LabMachine.IsHere, NoAgents);
        await using var adapter = await StartAsync();
        await using var subscription = await SubscribeAsync(adapter.Bus);
        var (server, port) = await ServerAsync(adapter, "10.73.0.0/24");
        using var eyes = await Project.EyesAsync();
        await UpAsync(eyes, port, up: false);
        await RaisedAsync("PORT_DOWN", Key("p"));
        await (action is null
            ? eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/ports/{port}")
            : eyes.SendAsync(HttpMethod.Post, "compute", $"/servers/{server}/action", new JsonObject { [action] = null }));
        await ClearedAsync(Key("p"), 1);
        Of(AlarmEvent.ClearedType, Key("p"))[0].FaultDetails.ShouldNotBeNull().ShouldContain(words);
        await CleanAsync(adapter);
    }

    [SkippableFact]
    public async Task WhatRecoversWhileNobodyLooksIsClearedByWhoeverLooksNext()
    {
        Skip.If(CloudUnderTest.IsReal && !LabMachine.IsHere, NoAgents);
        string port;
        using var eyes = await Project.EyesAsync();
        await using (var before = await StartAsync())
        {
            await using var first = await SubscribeAsync(before.Bus);
            (_, port) = await ServerAsync(before, "10.74.0.0/24");
            await UpAsync(eyes, port, up: false);
            await RaisedAsync("PORT_DOWN", Key("p"));
            if (Cloud.Shaped is { } shaped)
            {
                shaped.Hosts["compute2"] = false;
                await RaisedAsync("HOST_DOWN", "compute2");
            }
        }
        await UpAsync(eyes, port, up: true);
        if (Cloud.Shaped is { } again)
        {
            again.Hosts["compute2"] = true;
        }
        var bus = new AwayBus(refuses: false);
        bus.ComeBack();
        await using var after = await StartAsync(bus);
        string[] expected = Cloud.Shaped is null ? [Key("p")] : [Key("p"), "compute2"];
        await Eventually.HoldsAsync(() => expected.All(o => bus.Taken.Any(t => t.Event.Type == AlarmEvent.ClearedType && t.Event.Subject == o)), "both are cleared", CloudUnderTest.Limit);
        await CleanAsync(after);
        bus.Taken.Count(static t => t.Event.Type == AlarmEvent.ClearedType).ShouldBe(expected.Length, "each once");
    }

    [SkippableFact]
    public async Task TheAlarmsOfAnAccountThatIsRemovedEndWithIt()
    {
        Skip.If(CloudUnderTest.IsReal, "switches a host of the shaped server off");
        await using var adapter = await AdapterHost.StartAsync([], store);
        await using var subscription = await SubscribeAsync(adapter.Bus);
        using var http = adapter.Host.Client("t");
        using var body = new StringContent(JsonSerializer.Serialize(Project.Account("mine"), OpenStackJson.Default.OpenStackAccountSettings), System.Text.Encoding.UTF8, "application/json");
        using var added = await http.PostAsync("/openstack/v1/accounts", body);
        added.EnsureSuccessStatusCode();
        var server = await adapter.Client().EnsureAsync("mine", Key("s"), Server(), CloudUnderTest.Limit, default);
        using var eyes = await Project.EyesAsync();
        await eyes.SendAsync(HttpMethod.Delete, "compute", $"/servers/{server.VimResourceId}");
        await RaisedAsync("SERVER_DELETED", Key("s"));
        Cloud.Shaped!.Hosts["compute2"] = false;
        await RaisedAsync("HOST_DOWN", "compute2");
        (await http.DeleteAsync("/openstack/v1/accounts/mine")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        await ClearedAsync(Key("s"), 1);
        await Eventually.HoldsAsync(() => Of(AlarmEvent.ClearedType, "compute2").Count == Of(AlarmEvent.RaisedType, "compute2").Count, "the alarm of the host is cleared", CloudUnderTest.Limit);
        Of(AlarmEvent.ClearedType, Key("s"))[0].FaultDetails.ShouldNotBeNull().ShouldContain("account was removed");
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ABusThatIsAwayHoldsNothingUpAndIsToldEverythingInOrderWhenItIsBack(bool refuses)
    {
        Skip.If(CloudUnderTest.IsReal, "tampers with servers of the shaped server");
        var bus = new AwayBus(refuses);
        await using var adapter = await StartAsync(bus);
        var server = await adapter.Client().EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        server.State.ShouldBe(VimResourceState.ACTIVE, "it is followed");
        await Eventually.HoldsAsync(() => bus.Asked > 0, "the bus is asked");
        Cloud.Shaped!.Tamper(server.VimResourceId!, static s => s.Status = "SHUTOFF");
        await Eventually.HoldsAsync(async () => (await adapter.Client().GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!.State == VimResourceState.STOPPED, "what changes is seen");
        (await adapter.Client().PutAsync("os", Key("s"), Server(), TimeSpan.Zero, default)).State.ShouldBe(VimResourceState.STOPPED);
        bus.Taken.ShouldBeEmpty();
        bus.ComeBack();
        string[] expected = ["nfv.vim.server.created", "nfv.vim.server.stopped", AlarmEvent.RaisedType];
        await Eventually.HoldsAsync(() => bus.Taken.Count >= expected.Length, "all is told", CloudUnderTest.Limit);
        bus.Taken.Select(static t => t.Event.Type).ShouldBe(expected);
        bus.Taken.ShouldAllBe(t => t.Key == Run && t.Event.Tenant == "t");
    }

    private Task<AdapterHost> StartAsync(IEventBus? bus = null) => AdapterHost.StartAsync(Accounts(), store, bus: bus);

    private Task<IAsyncDisposable> SubscribeAsync(IEventBus bus) => bus.SubscribeAsync(NfvTopics.Alarms, "test", (_, one, _) =>
    {
        if (one.Type is AlarmEvent.RaisedType or AlarmEvent.ClearedType)
        {
            alarms.Enqueue((one.Type, one.Data.Deserialize(AlarmEventJson.Default.AlarmEvent)!));
        }
        return Task.CompletedTask;
    }, new EventSubscriptionOptions(), default);

    /// <summary>A running server with one port, seen as such by the follower; OpenStack's identifiers of both.</summary>
    private async Task<(string Server, string Port)> ServerAsync(AdapterHost adapter, string cidr)
    {
        var vim = adapter.Client();
        await vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = cidr, Gateway = null, Dhcp = false }] }, CloudUnderTest.Limit, default);
        var port = await vim.EnsureAsync("os", Key("p"), new PortSpec { NetworkRef = Key("net"), Tags = new VimTags { InstanceId = Run } }, CloudUnderTest.Limit, default);
        var server = await vim.EnsureAsync("os", Key("s"), Server() with { PortKeys = [Key("p")] }, CloudUnderTest.Limit, default);
        return (server.VimResourceId!, port.VimResourceId!);
    }

    private async Task CleanAsync(AdapterHost adapter)
    {
        foreach (var (kind, name) in new[] { (VimResourceKind.Compute, "s"), (VimResourceKind.Port, "p"), (VimResourceKind.Network, "net") })
        {
            await adapter.Client().EnsureDeletedAsync("os", kind, Key(name), CloudUnderTest.Limit, default);
        }
    }

    /// <summary>The lab has no network agents that would notice what happens to a port: there its state is written as they would have Neutron write it.</summary>
    private static Task UpAsync(CloudEyes eyes, string port, bool up) => CloudUnderTest.IsReal
        ? LabMachine.SqlAsync($"UPDATE neutron.ports SET status = '{(up ? "ACTIVE" : "DOWN")}' WHERE id = '{port}'")
        : eyes.SendAsync(HttpMethod.Put, "network", $"/v2.0/ports/{port}", new JsonObject { ["port"] = new JsonObject { ["admin_state_up"] = up } });

    private List<AlarmEvent> Of(string type, string subject) => [.. alarms.Where(a => a.Type == type && a.Alarm.ObjectId == subject).Select(static a => a.Alarm)];

    private Task RaisedAsync(string cause, string subject) => Eventually.HoldsAsync(() => Of(AlarmEvent.RaisedType, subject).Exists(a => a.ProbableCause == cause), $"{cause} of {subject} is an alarm", CloudUnderTest.Limit);

    private Task ClearedAsync(string subject, int times) => Eventually.HoldsAsync(() => Of(AlarmEvent.ClearedType, subject).Count == times, $"the alarm of {subject} is cleared", CloudUnderTest.Limit);
}
