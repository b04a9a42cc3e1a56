using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>
/// The grant interface of an NFVO that is not of this house (SOL003 §9): it knows nothing but the published document, against which it holds what it is asked and what it answers.
/// </summary>
internal sealed class ForeignNfvo : IAsyncDisposable
{
    private static readonly EtsiContract? Contract = EtsiContract.Load("SOL003", "VNFLifecycleOperationGranting");

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, int> polls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonObject> pending = new(StringComparer.Ordinal);

    private ForeignNfvo(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>What it decides: its grant, which has all that was asked for in it, is changed here.</summary>
    public Action<JsonObject, JsonObject> Decide { get; set; } = static (_, _) => { };

    /// <summary>It answers 202 and decides after so many polls; null: at once.</summary>
    public int? Later { get; set; }

    /// <summary>Why it refuses; null: it does not.</summary>
    public string? Refusal { get; set; }

    /// <summary>So many requests from now on are answered 503.</summary>
    public int Busy { get; set; }

    /// <summary>What it was asked, one after the other.</summary>
    public ConcurrentQueue<JsonObject> Requests { get; } = new();

    /// <summary>How often a grant was asked for that was not decided at once.</summary>
    public int Polls => polls.Values.Sum();

    /// <summary>What of the exchanges is against the published document.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public static async Task<ForeignNfvo> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var host = builder.Build();
        var nfvo = new ForeignNfvo(host);
        host.MapPost("/grant/v1/grants", nfvo.AskedAsync);
        host.MapGet("/grant/v1/grants/{id}", nfvo.PolledAsync);
        await host.StartAsync();
        return nfvo;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AskedAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        Note(Contract?.ValidateRequest("POST", "/grants", text));
        var request = JsonNode.Parse(text)!.AsObject();
        Requests.Enqueue(request);
        if (Busy > 0)
        {
            Busy--;
            await AnswerAsync(context, "POST", "/grants", HttpStatusCode.ServiceUnavailable, Problem(503, "Its database is being moved."));
            return;
        }
        var id = $"their-{Requests.Count}";
        var grant = Grant(id, request);
        context.Response.Headers.Location = $"{Address}grant/v1/grants/{id}";
        if (Later is not null)
        {
            pending[id] = grant;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }
        if (Refusal is { } refusal)
        {
            context.Response.Headers.Remove("Location");
            await AnswerAsync(context, "POST", "/grants", HttpStatusCode.Forbidden, Problem(403, refusal));
            return;
        }
        await AnswerAsync(context, "POST", "/grants", HttpStatusCode.Created, grant);
    }

    private async Task PolledAsync(HttpContext context, string id)
    {
        if (polls.AddOrUpdate(id, 1, static (_, n) => n + 1) <= Later)
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        else if (Refusal is { } refusal)
        {
            await AnswerAsync(context, "GET", "/grants/{grantId}", HttpStatusCode.Forbidden, Problem(403, refusal));
        }
        else
        {
            await AnswerAsync(context, "GET", "/grants/{grantId}", HttpStatusCode.OK, pending[id]);
        }
    }

    private JsonObject Grant(string id, JsonObject request)
    {
        var grant = new JsonObject
        {
            ["id"] = id,
            ["vnfInstanceId"] = request["vnfInstanceId"]!.DeepClone(),
            ["vnfLcmOpOccId"] = request["vnfLcmOpOccId"]!.DeepClone(),
            ["_links"] = new JsonObject
            {
                ["self"] = new JsonObject { ["href"] = $"{Address}grant/v1/grants/{id}" },
                ["vnfLcmOpOcc"] = request["_links"]!["vnfLcmOpOcc"]!.DeepClone(),
                ["vnfInstance"] = request["_links"]!["vnfInstance"]!.DeepClone(),
            },
        };
        foreach (var list in (string[])["addResources", "tempResources", "removeResources", "updateResources"])
        {
            if (request[list] is JsonArray definitions)
            {
                grant[list] = new JsonArray([.. definitions.Select(d => new JsonObject { ["resourceDefinitionId"] = d!["id"]!.DeepClone() })]);
            }
        }
        Decide(request, grant);
        return grant;
    }

    private async Task AnswerAsync(HttpContext context, string method, string template, HttpStatusCode status, JsonObject body)
    {
        var text = body.ToJsonString();
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = (int)status < 400 ? "application/json" : "application/problem+json";
        context.Response.Headers["Version"] = context.Request.Headers["Version"].ToString();
        Note(Contract?.Validate(method, template, (int)status, context.Response.Headers.ToDictionary(h => h.Key, h => (IEnumerable<string>)[h.Value.ToString()], StringComparer.OrdinalIgnoreCase), text));
        await context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    }

    private void Note(IReadOnlyList<string>? faults)
    {
        foreach (var fault in faults ?? [])
        {
            Faults.Enqueue(fault);
        }
    }

    private static JsonObject Problem(int status, string detail) => new() { ["status"] = status, ["detail"] = detail };
}
