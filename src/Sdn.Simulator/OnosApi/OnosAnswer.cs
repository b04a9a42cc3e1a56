using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn.Simulator.Network;

namespace NfvOrchestrator.Sdn.Simulator.OnosApi;

/// <summary>The kinds of answers a real controller gives: its own JSON, its own errors, and the web server's errors with <c>status</c> as text or HTML.</summary>
internal static class OnosAnswer
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Json(JsonNode body) => Results.Text(body.ToJsonString(Relaxed), "application/json", Encoding.UTF8).WithoutCharset();

    public static IResult Error(int status, string message)
        => Results.Text(new JsonObject { ["code"] = status, ["message"] = message }.ToJsonString(Relaxed), "application/json", Encoding.UTF8, status).WithoutCharset();

    public static IResult DeviceUnknown() => Error(404, "Device is not found");

    public static IResult Empty(int status) => Results.StatusCode(status);

    /// <summary>201 with the Location on the host the request named.</summary>
    public static IResult Created(HttpRequest request, string path) => new CreatedAnswer($"http://{request.Host}/onos/v1/{path}");

    /// <summary>An error of the web server, not of the API: JSON when asked for it, else HTML.</summary>
    public static async Task JettyAsync(HttpContext context, int status, string message, bool servlet = true)
    {
        context.Response.StatusCode = status;
        var path = context.Request.Path.Value ?? "";
        if (context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            var body = new JsonObject();
            if (servlet)
            {
                body["servlet"] = "JAX-RS Service";
            }
            body["message"] = message;
            body["url"] = path;
            body["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body.ToJsonString());
            return;
        }
        context.Response.ContentType = "text/html;charset=iso-8859-1";
        await context.Response.WriteAsync($"<html><body><h2>HTTP ERROR {status} {message}</h2></body></html>");
    }

    /// <summary>Runs a handler and says its refusals as the controller does.</summary>
    public static async Task<IResult> TryAsync(Func<Task<IResult>> handler)
    {
        try
        {
            return await handler();
        }
        catch (OnosException e)
        {
            return Error(e.Status, e.Message);
        }
    }

    public static async Task<JsonObject> BodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return FlowCodec.Body(await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
    }

    private static PlainJson WithoutCharset(this IResult result) => new PlainJson(result);

    private sealed class PlainJson(IResult inner) : IResult
    {
        // The real one says application/json without a charset.
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.OnStarting(static state =>
            {
                ((HttpResponse)state).ContentType = "application/json";
                return Task.CompletedTask;
            }, httpContext.Response);
            return inner.ExecuteAsync(httpContext);
        }
    }

    private sealed class CreatedAnswer(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = 201;
            httpContext.Response.Headers.Location = location;
            httpContext.Response.ContentLength = 0;
            return Task.CompletedTask;
        }
    }
}
