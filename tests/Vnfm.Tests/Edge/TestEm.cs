using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>An element manager (SOL002) on a real port: its answers, and what it is asked, are checked against the published documents.</summary>
internal sealed partial class TestEm : IAsyncDisposable
{
    private static readonly EtsiContract? Indicators = EtsiContract.Load("SOL002", "VNFIndicator");

    private readonly WebApplication app;

    private TestEm(WebApplication app) => this.app = app;

    /// <summary>Its apiRoot.</summary>
    public Uri Root => new(app.Urls.First());

    /// <summary>Values of indicators, by name; null: the interface is broken (500).</summary>
    public ConcurrentDictionary<string, JsonNode>? Values { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Notifications that came to <c>/callback</c>.</summary>
    public ConcurrentQueue<JsonElement> Notifications { get; } = new();

    /// <summary>Log-ins that came with requests.</summary>
    public ConcurrentQueue<string> Logins { get; } = new();

    /// <summary>What was against the documents.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>How often it was asked for indicators.</summary>
    public int Readings => Volatile.Read(ref readings);

    private int readings;

    public static async Task<TestEm> StartAsync()
    {
        var builder = NfvWebApplication.CreateEmbeddedBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var em = new TestEm(built);
        built.Use((context, next) =>
        {
            em.Logins.Enqueue(context.Request.Headers.Authorization.ToString());
            return next(context);
        });
        built.MapGet("/callback", static () => Results.NoContent());
        built.MapPost("/callback", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            em.Notifications.Enqueue(body.RootElement.Clone());
            return Results.NoContent();
        });
        built.MapGet("/vnfind/v1/indicators/{vnfInstanceId}", em.ListIndicators);
        em.MapSubscriptions(built);
        em.MapManagement(built);
        await built.StartAsync();
        return em;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private IResult ListIndicators(HttpContext context, string vnfInstanceId)
    {
        Interlocked.Increment(ref readings);
        if (Values is not { } values)
        {
            return Results.Problem("broken", statusCode: 500);
        }
        var body = new JsonArray([.. values.Select(v => (JsonNode)new JsonObject
        {
            ["id"] = v.Key,
            ["value"] = v.Value.DeepClone(),
            ["vnfInstanceId"] = vnfInstanceId,
            ["_links"] = new JsonObject
            {
                ["self"] = new JsonObject { ["href"] = $"{Root}vnfind/v1/indicators/{vnfInstanceId}/{v.Key}" },
                ["vnfInstance"] = new JsonObject { ["href"] = "http://127.0.0.1/vnflcm/v2/vnf_instances/" + vnfInstanceId },
            },
        })]).ToJsonString();
        return Answer(context, Indicators, "GET", "/indicators/{vnfInstanceId}", 200, body);
    }

    /// <summary>An answer that is checked before it is given.</summary>
    private IResult Answer(HttpContext context, EtsiContract? contract, string method, string path, int status, string? body)
    {
        context.Response.Headers["Version"] = context.Request.Headers["Version"].ToString();
        foreach (var violation in contract?.Validate(method, path, status, context.Response.Headers.Select(h => KeyValuePair.Create(h.Key, h.Value.OfType<string>())), body) ?? [])
        {
            // The documents declare the value of an indicator as an object; SOL002 §8.5.2.4: its form is that of the VNFD.
            if (!violation.EndsWith(".value is Number, expected object.", StringComparison.Ordinal) && !violation.EndsWith(".value is String, expected object.", StringComparison.Ordinal))
            {
                Violations.Enqueue(violation);
            }
        }
        return body is null ? Results.StatusCode(status) : Results.Text(body, "application/json", statusCode: status);
    }
}
