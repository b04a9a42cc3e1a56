using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn.Simulator.Network;

namespace NfvOrchestrator.Sdn.Simulator.Control;

/// <summary>
/// The hand of the experimenter, which no controller has: cut cables, lose switches, make rules fail, set loads, and follow a packet. With the same
/// Basic credentials as the controller.
/// </summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/simulator/v1");
        control.MapPut("/devices/{id}/state", async (string id, HttpRequest r, SimNetwork n) => Known(n.SetDevice(id, await UpAsync(r))));
        control.MapPut("/cables/{device}/{port:int}/state", async (string device, int port, HttpRequest r, SimNetwork n) => Known(n.SetCable(device, port, await UpAsync(r))));
        control.MapPut("/ports/{device}/{port:int}/state", async (string device, int port, HttpRequest r, SimNetwork n) => Known(n.SetPort(device, port, await UpAsync(r))));
        control.MapPut("/devices/{id}/refuse", async (string id, HttpRequest r, SimNetwork n) =>
        {
            n.SetRefusing(id, (await BodyAsync(r))["refuse"]?.GetValue<bool>() ?? true);
            return Known(n.HasDevice(id));
        });
        control.MapPut("/faults/posts", async (HttpRequest r, SimNetwork n) =>
        {
            n.FailNextPosts(FlowCodec.Int((await BodyAsync(r))["count"]));
            return Results.NoContent();
        });
        control.MapPut("/loads/{device}/{port:int}", async (string device, int port, HttpRequest r, SimNetwork n) =>
        {
            var load = await BodyAsync(r);
            load["device"] = device;
            load["port"] = port;
            n.SetLoad(load);
            return Known(n.HasDevice(device));
        });
        control.MapPost("/restart", (SimNetwork n) =>
        {
            n.Restart();
            return Results.NoContent();
        });
        control.MapGet("/topology", (SdnSimulatorOptions o) => Results.Ok(o.Topology));
        control.MapGet("/trace", Trace);
        control.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (Exception e) when (e is OnosException or FormatException or OverflowException or InvalidOperationException)
            {
                return Results.Problem(e.Message, statusCode: 400, title: "The simulator cannot read the request");
            }
        });
    }

    private static IResult Trace(HttpRequest request, string from, SimNetwork n)
    {
        var slash = from.LastIndexOf('/');
        if (slash < 0 || !int.TryParse(from.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || !n.HasDevice(from[..slash]))
        {
            return Results.Problem($"'{from}' is not device/port of this network.", statusCode: 404, title: "Unknown connect point");
        }
        return Results.Ok(n.Trace(from[..slash], port, SimNetwork.PacketOf(name => request.Query[name])));
    }

    private static IResult Known(bool known) => known ? Results.NoContent() : Results.Problem("The topology has no such device, port or cable.", statusCode: 404, title: "Unknown element");

    private static async Task<bool> UpAsync(HttpRequest request) => (await BodyAsync(request))["up"]?.GetValue<bool>() ?? throw new OnosException(400, "member 'up' (true or false) is missing");

    private static async Task<JsonObject> BodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return FlowCodec.Body(await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
    }
}
