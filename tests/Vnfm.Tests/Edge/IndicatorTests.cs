using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Indicators;
using NfvOrchestrator.Vnfm.Management;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>Indicators: read from a real element manager, shown, notified; pushed; gone with the VNF.</summary>
public sealed class IndicatorTests
{
    private static readonly EtsiContract? Contract = EtsiContract.Load("SOL003", "VNFIndicator");

    [Fact]
    public async Task Values_are_read_from_the_element_manager_shown_and_notified()
    {
        await using var world = await VnfmWorld.StartAsync(EdgeVnfd.Make(), static (o, em) => o.ElementManagers = [new ElementManagerOptions { Uri = em.Root, UserName = "vnfm", Password = "secret" }]);
        var (status, subscription, _) = await world.CallAsync("POST", "vnfind/v1/subscriptions", $$"""{"callbackUri":"{{world.Em.Root}}callback","filter":{"indicatorIds":["load"]} }""");
        status.ShouldBe(201, subscription.ToString());
        world.Em.Values!["load"] = JsonValue.Create(10);
        world.Em.Values["undeclared"] = JsonValue.Create(1);
        var id = await InstantiatedAsync(world);
        await Eventually.HoldsAsync(async () => (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}/load")).Status == 200, "the first value is there");

        world.Em.Values["load"] = JsonValue.Create(20);
        await Eventually.HoldsAsync(
            async () => (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}/load")).Body.GetProperty("value").GetInt32() == 20, "the change is seen");
        await Eventually.HoldsAsync(() => Changes(world).Any(c => c.GetProperty("value").GetInt32() == 20), "the change is notified");
        Changes(world).Select(c => c.GetProperty("value").GetInt32()).ShouldBe([10, 20]);
        Changes(world)[0].GetProperty("_links").GetProperty("vnfInstance").GetProperty("href").GetString().ShouldNotBeNull().ShouldEndWith($"/vnflcm/v2/vnf_instances/{id}");

        var listed = (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}")).Body;
        listed.GetArrayLength().ShouldBe(1, "what the descriptor does not declare is left aside");
        (await world.CallAsync("GET", "vnfind/v1/indicators?filter=(eq,id,load)")).Body.GetArrayLength().ShouldBe(1);
        (await world.CallAsync("GET", "vnfind/v1/indicators?filter=(eq,id,other)")).Body.GetArrayLength().ShouldBe(0);
        (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}/nothing")).Status.ShouldBe(404);
        (await world.CallAsync("GET", "vnfind/v1/indicators/nobody")).Status.ShouldBe(404);
        (Contract?.ValidateSchema("VnfIndicator", listed[0].GetRawText()) ?? []).ShouldAllBe(v => v.EndsWith(".value is Number, expected object.", StringComparison.Ordinal));
        world.Em.Logins.ShouldContain(l => l.StartsWith("Basic ", StringComparison.Ordinal));
        world.Em.Violations.ShouldBeEmpty();

        var other = world.Host.Client("t2");
        (await world.CallAsync("GET", "vnfind/v1/indicators", client: other)).Body.GetArrayLength().ShouldBe(0, "another tenant sees nothing");
        (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}", client: other)).Status.ShouldBe(404);
    }

    /// <summary>Only VNFs that have a manager are looked at: those of a VNFD for which one is configured, and those that name one themselves.</summary>
    [Theory]
    [InlineData("extensions")]
    [InlineData("vnfConfigurableProperties")]
    [InlineData(null)]
    public async Task The_manager_is_the_one_of_the_configuration_or_the_one_that_the_instance_names(string? attribute)
    {
        var named = new JsonObject { [ElementManagers.Attribute] = "" };
        await using var world = await VnfmWorld.StartAsync(
            EdgeVnfd.Make() with { ConfigurableProperties = JsonSerializer.SerializeToElement(named), ModifiableAttributes = JsonSerializer.SerializeToElement(new JsonObject { ["extensions"] = named.DeepClone() }) },
            (o, em) => o.ElementManagers = attribute is null ? [new ElementManagerOptions { VnfdId = "other", Uri = new Uri("http://127.0.0.1:9/") }, new ElementManagerOptions { VnfdId = EdgeVnfd.Id, Uri = em.Root }] : []);
        world.Em.Values!["load"] = JsonValue.Create(7);
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var naming = attribute is null ? "" : $$""","{{attribute}}":{"{{ElementManagers.Attribute}}":"{{world.Em.Root}}"}""";
        (await world.OperateAsync(id, "instantiate", $$"""{"flavourId":"simple"{{naming}}}""")).GetProperty("operationState").GetString().ShouldBe("COMPLETED");

        await Eventually.HoldsAsync(async () => (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}/load")).Status == 200, "the value is there");
    }

    [Fact]
    public async Task The_set_of_indicators_is_notified_and_a_broken_manager_leaves_the_last_values()
    {
        await using var world = await VnfmWorld.StartAsync(EdgeVnfd.Make(), static (o, em) => o.ElementManagers = [new ElementManagerOptions { Uri = em.Root }]);
        (await world.CallAsync("POST", "vnfind/v1/subscriptions", $$"""{"callbackUri":"{{world.Em.Root}}callback","filter":{"notificationTypes":["SupportedIndicatorsChangeNotification"]} }""")).Status.ShouldBe(201);
        world.Em.Values!["load"] = JsonValue.Create(1);
        var id = await InstantiatedAsync(world);
        await Eventually.HoldsAsync(() => Sets(world).Count == 1, "one indicator");
        world.Em.Values["sessions"] = JsonValue.Create("many");
        await Eventually.HoldsAsync(() => Sets(world).Count == 2, "two indicators");
        Sets(world)[1].ShouldBe(["load", "sessions"]);

        var values = world.Em.Values;
        world.Em.Values = null;
        var before = world.Em.Readings;
        await Eventually.HoldsAsync(() => world.Em.Readings > before + 2, "the manager is asked on");
        (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}")).Body.GetArrayLength().ShouldBe(2);
        values.TryRemove("load", out _);
        world.Em.Values = values;
        await Eventually.HoldsAsync(() => Sets(world).Count == 3, "one indicator again");
        (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}/load")).Status.ShouldBe(404);

        (await world.OperateAsync(id, "terminate", """{"terminationType":"FORCEFUL"}""")).GetProperty("operationState").GetString().ShouldBe("COMPLETED");
        await Eventually.HoldsAsync(async () => (await world.CallAsync("GET", "vnfind/v1/indicators")).Body.GetArrayLength() == 0, "a terminated VNF has none");
        await Eventually.HoldsAsync(() => Sets(world).Count == 4 && Sets(world)[3].Count == 0, "and it is notified");
    }

    [Fact]
    public async Task Pushed_values_of_the_tenant_that_owns_the_VNF_count()
    {
        await using var world = await VnfmWorld.StartAsync(EdgeVnfd.Make());
        var id = await InstantiatedAsync(world);
        var bus = world.Host.Services.GetRequiredService<IEventBus>();
        Task PushAsync(string tenant, string indicator, int value) => bus.PublishAsync(
            NfvTopics.Indicators,
            id,
            new CloudEvent
            {
                Id = Guid.NewGuid().ToString(),
                Source = "test",
                Type = "nfv.vnfind.VnfIndicatorValueChangeNotification",
                Time = DateTimeOffset.UnixEpoch,
                Tenant = tenant,
                Data = JsonSerializer.SerializeToElement(new { vnfInstanceId = id, vnfIndicatorId = indicator, value }),
            },
            CancellationToken.None);
        await PushAsync("t2", "load", 99);
        await PushAsync("t1", "undeclared", 99);
        await PushAsync("t1", "load", 7);
        await Eventually.HoldsAsync(async () => (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}/load")).Status == 200, "the pushed value is there");
        var all = (await world.CallAsync("GET", "vnfind/v1/indicators")).Body;
        all.GetArrayLength().ShouldBe(1);
        all[0].GetProperty("value").GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task An_element_manager_that_is_subscribed_to_pushes_its_values()
    {
        await using var world = await VnfmWorld.StartAsync(EdgeVnfd.Make(), static (o, em) =>
        {
            o.ElementManagers = [new ElementManagerOptions { Uri = em.Root }];
            o.Indicators.Subscribe = true;
            o.Indicators.LookAfterSubscriptions = TimeSpan.FromMilliseconds(200);
        });
        (await world.CallAsync("POST", "vnfind/v1/subscriptions", $$"""{"callbackUri":"{{world.Em.Root}}callback","filter":{"indicatorIds":["load"]} }""")).Status.ShouldBe(201);
        var id = await InstantiatedAsync(world);
        await Eventually.HoldsAsync(() => world.Em.Subscriptions.Count == 1, "the VNFM subscribes");
        var asked = world.Em.Subscriptions.Values.Single();
        asked.GetProperty("filter").GetProperty("vnfInstanceSubscriptionFilter").GetProperty("vnfInstanceIds")[0].GetString().ShouldBe(id);

        // Readings tell the same, so that a push is not undone by them.
        JsonObject Push(string indicator, int value, string? of = null) => new()
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["notificationType"] = "VnfIndicatorValueChangeNotification",
            ["timeStamp"] = "2026-11-28T00:00:00Z",
            ["vnfIndicatorId"] = indicator,
            ["value"] = value,
            ["vnfInstanceId"] = of ?? id,
            ["_links"] = new JsonObject { ["vnfInstance"] = new JsonObject { ["href"] = "http://127.0.0.1/x" }, ["subscription"] = new JsonObject { ["href"] = "http://127.0.0.1/y" } },
        };
        world.Em.Values = null;
        var readings = world.Em.Readings;
        await Eventually.HoldsAsync(() => world.Em.Readings > readings + 1, "no reading from before is under way");
        (await world.Em.NotifyAsync(Push("load", 42))).ShouldBe([204]);
        (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}/load")).Body.GetProperty("value").GetInt32().ShouldBe(42);
        await Eventually.HoldsAsync(() => Changes(world).Any(c => c.GetProperty("value").GetInt32() == 42), "the change is notified to our subscribers");
        (await world.Em.NotifyAsync(Push("undeclared", 1))).ShouldBe([422]);
        (await world.Em.NotifyAsync(Push("load", 1, of: "somebody-else"))).ShouldBe([422], "it can speak of its own VNF only");
        (await world.Em.NotifyAsync(Push("load", 1), password: "guessed")).ShouldBe([401]);

        // A subscription that the manager lost is made anew, and ends with the VNF.
        world.Em.Values = new(StringComparer.Ordinal) { ["load"] = JsonValue.Create(42) };
        var first = world.Em.Subscriptions.Keys.Single();
        world.Em.Subscriptions.Clear();
        await Eventually.HoldsAsync(() => world.Em.Subscriptions.Count == 1 && !world.Em.Subscriptions.ContainsKey(first), "it is made anew");
        (await world.OperateAsync(id, "terminate", """{"terminationType":"FORCEFUL"}""")).GetProperty("operationState").GetString().ShouldBe("COMPLETED");
        await Eventually.HoldsAsync(() => world.Em.Subscriptions.IsEmpty, "it ends with the VNF");
        world.Em.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_element_manager_that_takes_no_subscriptions_is_read_all_the_same()
    {
        await using var world = await VnfmWorld.StartAsync(EdgeVnfd.Make(), static (o, em) =>
        {
            em.TakesSubscriptions = false;
            o.ElementManagers = [new ElementManagerOptions { Uri = em.Root }];
            o.Indicators.Subscribe = true;
        });
        world.Em.Values!["load"] = JsonValue.Create(3);
        var id = await InstantiatedAsync(world);
        await Eventually.HoldsAsync(async () => (await world.CallAsync("GET", $"vnfind/v1/indicators/{id}/load")).Status == 200, "it is read");
        await Eventually.HoldsAsync(
            async () => (await world.Store.GetAsync(IndicatorCollections.Subscriptions, VnfmWorld.Tenant, id, default))?.Value.Refusal == "no subscriptions here", "the refusal is known");
    }

    private static async Task<string> InstantiatedAsync(VnfmWorld world)
    {
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var occurrence = await world.OperateAsync(id, "instantiate", """{"flavourId":"simple"}""");
        occurrence.GetProperty("operationState").GetString().ShouldBe("COMPLETED", occurrence.ToString());
        return id;
    }

    private static List<JsonElement> Changes(VnfmWorld world) => [.. world.Em.Notifications.Where(n => n.GetProperty("notificationType").GetString() == "VnfIndicatorValueChangeNotification")];

    private static List<List<string>> Sets(VnfmWorld world) =>
    [
        .. world.Em.Notifications.Where(n => n.GetProperty("notificationType").GetString() == "SupportedIndicatorsChangeNotification")
            .Select(n => n.TryGetProperty("supportedIndicators", out var set) ? set.EnumerateArray().Select(s => s.GetProperty("vnfIndicatorId").GetString()!).ToList() : []),
    ];
}
