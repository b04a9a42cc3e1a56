using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <content>Scripts over HTTP, coordination (SOL002 §10), configuration (SOL002 §9), and the artifacts of a package.</content>
internal sealed partial class TestEm
{
    private static readonly EtsiContract? Coordinations = EtsiContract.Load("SOL002", "VNFLCMCoordination");
    private static readonly EtsiContract? Configurations = EtsiContract.Load("SOL002", "VNFConfiguration");

    private int coordinationLooks;
    private int coordinationCancels;
    private int configurationVersion = 1;
    private string? coordinationRequest;

    /// <summary>Scripts that were run.</summary>
    public ConcurrentQueue<(string Operation, string Id, JsonElement Body)> Executions { get; } = new();

    /// <summary>The script that fails.</summary>
    public string? FailScript { get; set; }

    /// <summary>Files of the package.</summary>
    public ConcurrentDictionary<string, string> Artifacts { get; } = new(StringComparer.Ordinal);

    /// <summary>What coordinations come to; null: they never end.</summary>
    public string? CoordinationResult { get; set; } = "CONTINUE";

    /// <summary>Coordinations are accepted (202) and looked at later.</summary>
    public bool CoordinateLater { get; set; }

    /// <summary>So many requests are refused for the moment (503).</summary>
    public int RejectCoordinations { get; set; }

    /// <summary>How often accepted coordinations were looked at.</summary>
    public int CoordinationLooks => Volatile.Read(ref coordinationLooks);

    /// <summary>How many coordinations were cancelled.</summary>
    public int CoordinationCancels => Volatile.Read(ref coordinationCancels);

    /// <summary>The last configuration.</summary>
    public JsonElement Configuration { get; private set; }

    /// <summary>So many times the configuration changes between reading and writing.</summary>
    public int ConfigurationConflicts { get; set; }

    private void MapManagement(WebApplication built)
    {
        built.MapPost("/lifecycle/{vnfInstanceId}/{operation}", async (HttpContext context, string operation) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            Executions.Enqueue((operation, context.Request.Headers["Idempotency-Key"].ToString(), body.RootElement.Clone()));
            return FailScript == operation
                ? Results.Text("""{"exitCode":3,"output":"starting\nno licence\n"}""", "application/json")
                : Results.Text("""{"exitCode":0,"output":"the password is hunter22"}""", "application/json");
        });
        built.MapGet("/vnfpkgm/v2/vnf_packages/{id}/artifacts/{**path}", (string path) => Artifacts.TryGetValue(path, out var text) ? Results.Text(text, "application/octet-stream") : Results.NotFound());
        built.MapPost("/lcmcoord/v1/coordinations", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            coordinationRequest = await reader.ReadToEndAsync();
            foreach (var violation in Coordinations?.ValidateRequest("POST", "/coordinations", coordinationRequest) ?? [])
            {
                Violations.Enqueue(violation);
            }
            if (RejectCoordinations > 0)
            {
                RejectCoordinations--;
                context.Response.Headers.RetryAfter = "0";
                return Answer(context, Coordinations, "POST", "/coordinations", 503, """{"status":503,"detail":"busy"}""");
            }
            context.Response.Headers.Location = $"{Root}lcmcoord/v1/coordinations/c1";
            return CoordinateLater
                ? Answer(context, Coordinations, "POST", "/coordinations", 202, null)
                : Answer(context, Coordinations, "POST", "/coordinations", 201, Result());
        });
        built.MapGet("/lcmcoord/v1/coordinations/{id}", (HttpContext context) =>
        {
            // The document wants it on 202 here as well.
            context.Response.Headers.Location = $"{Root}lcmcoord/v1/coordinations/c1";
            var ended = Interlocked.Increment(ref coordinationLooks) > 1 && CoordinationResult is not null;
            return Answer(context, Coordinations, "GET", "/coordinations/{coordinationId}", ended ? 200 : 202, ended ? Result() : null);
        });
        built.MapPost("/lcmcoord/v1/coordinations/{id}/cancel", (HttpContext context) =>
        {
            Interlocked.Increment(ref coordinationCancels);
            return Answer(context, Coordinations, "POST", "/coordinations/{coordinationId}/cancel", 202, null);
        });
        built.MapGet("/vnfconfig/v1/configuration", (HttpContext context) =>
        {
            context.Response.Headers.ETag = $"\"{configurationVersion}\"";
            if (ConfigurationConflicts > 0)
            {
                ConfigurationConflicts--;
                configurationVersion++;
            }
            return Answer(context, Configurations, "GET", "/configuration", 200, """{"vnfConfigurationData":{}}""");
        });
        built.MapPatch("/vnfconfig/v1/configuration", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            foreach (var violation in Configurations?.ValidateRequest("PATCH", "/configuration", body.RootElement.GetRawText()) ?? [])
            {
                Violations.Enqueue(violation);
            }
            if (context.Request.Headers.IfMatch.ToString() != $"\"{configurationVersion}\"")
            {
                return Answer(context, Configurations, "PATCH", "/configuration", 412, """{"status":412,"detail":"changed"}""");
            }
            configurationVersion++;
            Configuration = body.RootElement.Clone();
            return Answer(context, Configurations, "PATCH", "/configuration", 200, body.RootElement.GetRawText());
        });
    }

    private string Result()
    {
        var request = JsonNode.Parse(coordinationRequest!)!;
        var result = new JsonObject
        {
            ["id"] = "c1",
            ["coordinationResult"] = CoordinationResult,
            ["vnfInstanceId"] = request["vnfInstanceId"]!.DeepClone(),
            ["vnfLcmOpOccId"] = request["vnfLcmOpOccId"]!.DeepClone(),
            ["lcmOperationType"] = request["lcmOperationType"]!.DeepClone(),
            ["coordinationActionName"] = request["coordinationActionName"]!.DeepClone(),
            ["warnings"] = "it is late",
            ["_links"] = new JsonObject
            {
                ["self"] = new JsonObject { ["href"] = $"{Root}lcmcoord/v1/coordinations/c1" },
                ["vnfLcmOpOcc"] = request["_links"]!["vnfLcmOpOcc"]!.DeepClone(),
                ["vnfInstance"] = request["_links"]!["vnfInstance"]!.DeepClone(),
            },
        };
        if (CoordinationResult == "ABORT")
        {
            result["error"] = new JsonObject { ["status"] = 500, ["detail"] = "sessions are open" };
        }
        return result.ToJsonString();
    }
}
