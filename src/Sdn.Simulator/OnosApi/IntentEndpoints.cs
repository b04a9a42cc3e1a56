using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn.Simulator.Network;

namespace NfvOrchestrator.Sdn.Simulator.OnosApi;

/// <summary>Point-to-point intents.</summary>
internal static class IntentEndpoints
{
    public static void MapIntents(this RouteGroupBuilder onos)
    {
        onos.MapGet("/intents", (SimNetwork n, bool? detail) => List(n.Intents(), detail ?? false));
        onos.MapGet("/intents/application/{app}", (string app, SimNetwork n, bool? detail) => n.FindApp(app) is null ? UnknownApp() : List([.. n.Intents().Where(i => i.App == app)], detail ?? false));
        onos.MapGet("/intents/minisummary", Summary);
        onos.MapGet("/intents/{app}/{key}", (string app, string key, SimNetwork n) => One(n, app, key, i => SimNetwork.EncodeIntent(i, detail: true)));
        onos.MapGet("/intents/installables/{app}/{key}", (string app, string key, SimNetwork n) => One(n, app, key, i => new JsonObject { ["installables"] = Installables(i) }));
        onos.MapGet("/intents/relatedflows/{app}/{key}", (string app, string key, SimNetwork n) => One(n, app, key, i => RelatedFlows(n, i)));
        onos.MapPost("/intents", PostAsync);
        onos.MapDelete("/intents/{app}/{key}", Delete);
    }

    private static IResult List(IReadOnlyList<SimIntent> intents, bool detail)
        => OnosAnswer.Json(new JsonObject { ["intents"] = new JsonArray([.. intents.Select(i => SimNetwork.EncodeIntent(i, detail))]) });

    private static IResult UnknownApp() => OnosAnswer.Error(404, "Application Id not found");

    private static IResult One(SimNetwork n, string app, string rawKey, Func<SimIntent, JsonObject> answer)
    {
        if (n.FindApp(app) is null)
        {
            return UnknownApp();
        }
        var key = TopologyEndpoints.Id(rawKey);
        if (Find(n, app, key) is { } intent)
        {
            return OnosAnswer.Json(answer(intent));
        }
        // A text key that is unknown is taken for a number, which it is not: 400, not 404.
        return IsNumber(key) ? OnosAnswer.Error(404, "Intent is not found") : OnosAnswer.Error(400, $"For input string: \"{key}\"");
    }

    private static SimIntent? Find(SimNetwork n, string app, string key)
        => n.FindIntent(app, key) ?? (long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? n.FindIntent(app, $"0x{id:x}") : null);

    private static bool IsNumber(string key)
        => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || (key.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && long.TryParse(key.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _));

    private static Task<IResult> PostAsync(HttpRequest request, SimNetwork n) => OnosAnswer.TryAsync(async () =>
    {
        var body = await OnosAnswer.BodyAsync(request);
        n.ThrowIfFailing();
        var intent = n.PutIntent(body);
        return OnosAnswer.Created(request, $"intents/{intent.App}/{intent.Id.ToString(CultureInfo.InvariantCulture)}");
    });

    private static IResult Delete(string app, string key, SimNetwork n)
    {
        if (n.FindApp(app) is null)
        {
            return UnknownApp();
        }
        var text = TopologyEndpoints.Id(key);
        if (Find(n, app, text) is { } intent)
        {
            n.DeleteIntent(app, intent.Key);
            return OnosAnswer.Empty(204);
        }
        return IsNumber(text) ? OnosAnswer.Empty(204) : OnosAnswer.Error(400, $"For input string: \"{text}\"");
    }

    private static IResult Summary(SimNetwork n)
    {
        var intents = n.Intents();
        JsonObject Row()
        {
            var row = new JsonObject { ["total"] = intents.Count, ["installed"] = intents.Count(i => i.State == "INSTALLED"), ["failed"] = intents.Count(i => i.State == "FAILED") };
            foreach (var name in (string[])["installReq", "installing", "compiling", "recompiling", "withdrawReq", "withdrawing", "withdrawn"])
            {
                row[name] = 0;
            }
            row["unknownState"] = intents.Count(i => i.State == "CORRUPT");
            return row;
        }
        var summary = new JsonObject { ["All"] = Row() };
        if (intents.Count > 0)
        {
            summary["PointToPoint"] = Row();
        }
        return OnosAnswer.Json(summary);
    }

    private static JsonArray Installables(SimIntent intent)
    {
        if (intent.Rules.Count == 0)
        {
            return [];
        }
        return [(JsonNode)new JsonObject
        {
            ["type"] = "FlowRuleIntent",
            ["id"] = $"0x{intent.Id + 2:x}",
            ["key"] = intent.Key,
            ["appId"] = "org.onosproject.net.intent",
            ["resources"] = new JsonArray([.. intent.Links.Select(TopologyEndpoints.Link)]),
            ["state"] = intent.State,
        }];
    }

    private static JsonObject RelatedFlows(SimNetwork n, SimIntent intent)
    {
        var rules = n.ListFlows((r, _) => intent.Rules.Contains((r.DeviceId, r.Id)));
        return new JsonObject
        {
            ["appId"] = intent.App,
            ["id"] = intent.Key,
            ["type"] = "PointToPointIntent",
            ["paths"] = rules.Count == 0 ? new JsonArray() : new JsonArray((JsonNode)rules),
        };
    }
}
