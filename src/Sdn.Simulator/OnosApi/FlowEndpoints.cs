using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn.Simulator.Network;

namespace NfvOrchestrator.Sdn.Simulator.OnosApi;

/// <summary>Flow rules and application ids.</summary>
internal static class FlowEndpoints
{
    private const string DefaultApp = "org.onosproject.rest";

    public static void MapFlows(this RouteGroupBuilder onos)
    {
        onos.MapGet("/flows", (SimNetwork n) => List(n, (_, _) => true));
        onos.MapGet("/flows/pending", (SimNetwork n) => List(n, (_, state) => state == "PENDING_ADD"));
        onos.MapGet("/flows/table/{table:int}", (int table, SimNetwork n) => List(n, (r, _) => r.TableId == table));
        onos.MapGet("/flows/application/{app}", (string app, SimNetwork n) => n.FindApp(app) is null ? UnknownApp() : List(n, (r, _) => r.AppId == app));
        onos.MapDelete("/flows/application/{app}", (string app, SimNetwork n) =>
        {
            if (n.FindApp(app) is null)
            {
                return UnknownApp();
            }
            n.DeleteFlowsOf(app);
            return OnosAnswer.Empty(204);
        });
        onos.MapGet("/flows/{device}", (string device, SimNetwork n) => n.HasDevice(TopologyEndpoints.Id(device)) ? List(n, (r, _) => r.DeviceId == TopologyEndpoints.Id(device)) : OnosAnswer.DeviceUnknown());
        onos.MapGet("/flows/{device}/{flow}", GetOneAsync);
        onos.MapPost("/flows", BatchAsync);
        onos.MapPost("/flows/{device}", PostAsync);
        onos.MapDelete("/flows", DeleteBatchAsync);
        onos.MapDelete("/flows/{device}/{flow}", Delete);
        onos.MapPost("/applications/{app}/register", (string app, SimNetwork n) => OnosAnswer.Json(new JsonObject { ["id"] = n.RegisterApp(app), ["name"] = app }));
        onos.MapGet("/applications/ids/entry", (string? name, SimNetwork n) => name is not null && n.FindApp(name) is { } id
            ? OnosAnswer.Json(new JsonObject { ["id"] = id, ["name"] = name }) : OnosAnswer.Error(404, "Application ID is not found: null"));
        onos.MapGet("/applications/{app}", (string app, SimNetwork n) => OnosAnswer.Error(404, n.FindApp(app) is { } id
            ? $"Application is not found: DefaultApplicationId{{id={id}, name={app}}}" : $"Application is not found:{app}"));
    }

    private static IResult List(SimNetwork n, Func<FlowRule, string, bool> filter) => OnosAnswer.Json(new JsonObject { ["flows"] = n.ListFlows(filter) });

    private static IResult UnknownApp() => OnosAnswer.Error(404, "Application Id is not found");

    private static async Task GetOneAsync(string device, string flow, SimNetwork n, HttpContext context)
    {
        if (!ulong.TryParse(flow, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            await OnosAnswer.JettyAsync(context, 404, "Not Found");
            return;
        }
        var answer = n.HasDevice(TopologyEndpoints.Id(device)) ? List(n, (r, _) => r.DeviceId == TopologyEndpoints.Id(device) && r.Id == id) : OnosAnswer.DeviceUnknown();
        await answer.ExecuteAsync(context);
    }

    private static Task<IResult> PostAsync(string device, string? appId, HttpRequest request, SimNetwork n) => OnosAnswer.TryAsync(async () =>
    {
        var body = await OnosAnswer.BodyAsync(request);
        n.ThrowIfFailing();
        var id = TopologyEndpoints.Id(device);
        if (body["deviceId"] is { } inside && inside.ToString() != id)
        {
            throw new OnosException(400, "Invalid deviceId in flow creation request");
        }
        body["deviceId"] = id;
        var rule = n.PutFlow(body, Registered(n, appId));
        return OnosAnswer.Created(request, $"flows/{id}/{rule.IdText}");
    });

    private static Task<IResult> BatchAsync(string? appId, HttpRequest request, SimNetwork n) => OnosAnswer.TryAsync(async () =>
    {
        var body = await OnosAnswer.BodyAsync(request);
        n.ThrowIfFailing();
        if (body["flows"] is not JsonArray list)
        {
            throw new OnosException(400, "Flows array was not specified");
        }
        // One bad entry: nothing is stored.
        var rules = n.PutFlows([.. list.Select(f => f as JsonObject ?? throw new OnosException(400, "priority member is required in FlowRule"))], Registered(n, appId));
        return OnosAnswer.Json(new JsonObject { ["flows"] = new JsonArray([.. rules.Select(r => new JsonObject { ["deviceId"] = r.DeviceId, ["flowId"] = r.IdText })]) });
    });

    private static Task<IResult> DeleteBatchAsync(HttpRequest request, SimNetwork n) => OnosAnswer.TryAsync(async () =>
    {
        var body = await OnosAnswer.BodyAsync(request);
        var entries = (body["flows"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        foreach (var entry in entries)
        {
            if (entry["deviceId"] is null || entry["flowId"] is null)
            {
                throw new OnosException(404, "Flow is not found");
            }
        }
        foreach (var entry in entries)
        {
            n.DeleteFlow(entry["deviceId"]!.ToString(), ulong.Parse(entry["flowId"]!.ToString(), CultureInfo.InvariantCulture));
        }
        return OnosAnswer.Empty(204);
    });

    private static IResult Delete(string device, string flow, SimNetwork n)
    {
        if (!ulong.TryParse(flow, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return OnosAnswer.Empty(404);
        }
        if (!n.HasDevice(TopologyEndpoints.Id(device)))
        {
            return OnosAnswer.DeviceUnknown();
        }
        n.DeleteFlow(TopologyEndpoints.Id(device), id);
        return OnosAnswer.Empty(204);
    }

    // Flows, other than intents, make their application known.
    private static string Registered(SimNetwork n, string? app)
    {
        n.RegisterApp(app ?? DefaultApp);
        return app ?? DefaultApp;
    }
}
