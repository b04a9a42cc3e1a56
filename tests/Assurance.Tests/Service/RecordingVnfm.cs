using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Assurance.Tests.Service;

/// <summary>The far side: an HTTP server that answers as a VNFM would and writes down what it was asked. It honours Idempotency-Keys, as SOL013 servers of the house do.</summary>
internal sealed class RecordingVnfm : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, string> byKey = new(StringComparer.Ordinal);

    private int hanging;

    private RecordingVnfm(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public int Level { get; set; } = 1;

    public string InstantiationState { get; set; } = "INSTANTIATED";

    /// <summary>Questions about this instance are not answered.</summary>
    public string? Hangs { get; set; }

    public int Hanging => hanging;

    public string OperationState { get; set; } = "COMPLETED";

    /// <summary>Status answers to come before the normal one; -1: does the work, then breaks the connection.</summary>
    public ConcurrentQueue<int> Troubles { get; } = new();

    public ConcurrentQueue<(string Key, string Tenant, string Type, string Aspect, int Steps)> Asked { get; } = new();

    /// <summary>Operations really begun.</summary>
    public int Operations => byKey.Count;

    public static async Task<RecordingVnfm> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var built = builder.Build();
        built.Urls.Add("http://127.0.0.1:0");
        var vnfm = new RecordingVnfm(built);
        built.MapGet("/vnflcm/v2/vnf_instances/{id}", vnfm.InstanceAsync);
        built.MapPost("/vnflcm/v2/vnf_instances/{id}/scale", vnfm.ScaleAsync);
        built.MapGet("/vnflcm/v2/vnf_lcm_op_occs/{id}", vnfm.Operation);
        await built.StartAsync();
        vnfm.Address = new Uri(built.Urls.First() + "/");
        return vnfm;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IResult> InstanceAsync(HttpContext context, string id)
    {
        if (id == Hangs)
        {
            Interlocked.Increment(ref hanging);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return Instance(id);
    }

    private IResult Instance(string id) => Results.Text($$$"""
        {"id":"{{{id}}}","vnfdId":"d","vnfProvider":"p","vnfProductName":"n","vnfSoftwareVersion":"1","vnfdVersion":"1","instantiationState":"{{{InstantiationState}}}",
        "instantiatedVnfInfo":{"flavourId":"f","vnfState":"STARTED","scaleStatus":[{"aspectId":"workers","scaleLevel":{{{Level}}} }],"extCpInfo":[]},
        "_links":{"self":{"href":"http://x/"} } }
        """, "application/json");

    private async Task ScaleAsync(HttpContext context, string id)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        Asked.Enqueue((key, context.Request.Headers["X-NFV-Tenant"].ToString(), (string)body["type"]!, (string)body["aspectId"]!, (int)body["numberOfSteps"]!));
        var trouble = Troubles.TryDequeue(out var t) ? t : 0;
        if (trouble > 0)
        {
            context.Response.StatusCode = trouble;
            context.Response.ContentType = "application/problem+json";
            await context.Response.WriteAsync($$"""{"status":{{trouble}},"detail":"trouble {{trouble}}"}""");
            return;
        }
        var operation = byKey.GetOrAdd(key, static k => "op-" + k);
        if (trouble < 0)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = 202;
        context.Response.Headers.Location = $"{Address}vnflcm/v2/vnf_lcm_op_occs/{operation}";
    }

    private IResult Operation(string id) => byKey.Values.Contains(id)
        ? Results.Text($$$"""
            {"id":"{{{id}}}","operationState":"{{{OperationState}}}","stateEnteredTime":"2026-01-01T00:00:00Z","startTime":"2026-01-01T00:00:00Z","vnfInstanceId":"v",
            "operation":"SCALE","isAutomaticInvocation":true,"isCancelPending":false,"error":{"status":500,"detail":"no host"}}
            """, "application/json")
        : Results.NotFound();
}
