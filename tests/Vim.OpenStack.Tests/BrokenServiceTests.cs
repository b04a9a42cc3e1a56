using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>A service of the cloud that is broken holds up what needs it, and nothing else. At the shaped server only: the lab is shared.</summary>
public sealed class BrokenServiceTests() : ProjectTests("broken")
{
    private readonly InMemoryDocumentStore store = new(TimeProvider.System);
    private readonly ConcurrentDictionary<(string Cause, string Object), byte> raised = new();

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithoutCinderServersAreMadeFollowedAndWatched(bool answers)
    {
        Skip.If(CloudUnderTest.IsReal, "breaks the shaped server");
        var shaped = Cloud.Shaped!;
        var back = new TaskCompletionSource();
        CloudFault Broken(string? method) => answers
            ? new CloudFault { Path = "/volume/", Method = method, Status = 503, Body = "<html><body><h1>503 Service Unavailable</h1></body></html>", Left = -1 }
            : new CloudFault { Path = "/volume/", Method = method, Before = back.Task, Left = -1 };
        await using (var before = await AdapterHost.StartAsync(Accounts(), store))
        {
            await before.Client().EnsureAsync("os", Key("v0"), new StorageSpec { SizeGib = 1 }, CloudUnderTest.Limit, default);
            shaped.Break(Broken("GET"));
            await before.Client().PutAsync("os", Key("v1"), new StorageSpec { SizeGib = 1 }, TimeSpan.Zero, default);
        }
        shaped.Mend();
        var down = shaped.Break(Broken(null));
        await using var adapter = await AdapterHost.StartAsync(Accounts(), store);
        await using var subscription = await SubscribeAsync(adapter);
        await Eventually.HoldsAsync(() => down.Played > 0, "the open volume is looked at");
        var vim = adapter.Client();
        await vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.75.0.0/24", Gateway = null }] }, CloudUnderTest.Limit, default);
        var port = await vim.EnsureAsync("os", Key("p"), new PortSpec { NetworkRef = Key("net") }, CloudUnderTest.Limit, default);
        var server = await vim.EnsureAsync("os", Key("s"), Server() with { PortKeys = [Key("p")] }, CloudUnderTest.Limit, default);
        server.State.ShouldBe(VimResourceState.ACTIVE);
        shaped.Hosts["compute2"] = false;
        using var eyes = await Project.EyesAsync();
        await eyes.SendAsync(HttpMethod.Put, "network", $"/v2.0/ports/{port.VimResourceId}", new JsonObject { ["port"] = new JsonObject { ["admin_state_up"] = false } });
        await RaisedAsync("HOST_DOWN", "compute2");
        await RaisedAsync("PORT_DOWN", Key("p"));
        shaped.Tamper(server.VimResourceId!, static s => s.Status = "SHUTOFF");
        await RaisedAsync("SERVER_OFF", Key("s"));
        if (answers)
        {
            await Eventually.HoldsAsync(() => adapter.Host.Logs.Lines.Any(static l => l.Contains("cannot be followed", StringComparison.Ordinal)), "that Cinder fails is told");
        }
        shaped.Mend();
        back.SetResult();
        (await vim.EnsureAsync("os", Key("v1"), new StorageSpec { SizeGib = 1 }, CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
    }

    [SkippableFact]
    public async Task ASecondServerThatCannotBeRemovedHoldsNothingUpAndGoesWhenItCan()
    {
        Skip.If(CloudUnderTest.IsReal, "breaks the shaped server");
        var shaped = Cloud.Shaped!;
        await using var adapter = await AdapterHost.StartAsync(Accounts(), store);
        await using var subscription = await SubscribeAsync(adapter);
        var vim = adapter.Client();
        var first = await vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        var other = await vim.EnsureAsync("os", Key("other"), Server(), CloudUnderTest.Limit, default);
        var stuck = shaped.Break(new CloudFault { Method = "DELETE", Path = "/compute/v2.1/servers/", Status = 500, Body = """{"computeFault":{"code":500,"message":"Unexpected API Error."}}""", Left = -1 });
        shaped.Double(first.VimResourceId!);
        await Eventually.HoldsAsync(() => stuck.Played > 0, "the second one is to be removed");
        shaped.Tamper(other.VimResourceId!, static s => s.Status = "SHUTOFF");
        await RaisedAsync("SERVER_OFF", Key("other"));
        (await vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default)).ShouldNotBeNull().Error.ShouldBeNull("nothing is wrong with the first one");
        shaped.Mend();
        await Eventually.HoldsAsync(async () => (await new CloudLists(Project).ReadAsync())[VimResourceKind.Compute].Count == 2, "the second one is removed");
        (await vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default)).ShouldNotBeNull().VimResourceId.ShouldBe(first.VimResourceId);
    }

    private Task<IAsyncDisposable> SubscribeAsync(AdapterHost adapter) => adapter.Bus.SubscribeAsync(NfvTopics.Alarms, "test", (_, one, _) =>
    {
        if (one.Type == AlarmEvent.RaisedType)
        {
            var alarm = one.Data.Deserialize(AlarmEventJson.Default.AlarmEvent)!;
            raised.TryAdd((alarm.ProbableCause, alarm.ObjectId), 0);
        }
        return Task.CompletedTask;
    }, new EventSubscriptionOptions(), default);

    private Task RaisedAsync(string cause, string subject) => Eventually.HoldsAsync(() => raised.ContainsKey((cause, subject)), $"{cause} of {subject} is an alarm");
}
