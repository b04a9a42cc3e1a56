using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.Sol.OpenApi;
using NfvOrchestrator.Sol.Paging;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Sol.Tests;

/// <summary>A small VNFM-like service on Kestrel that uses every convention; shared by the tests of a class.</summary>
public sealed class ToyHost : IAsyncLifetime
{
    public static readonly byte[] Content = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
    private static readonly FilterSchema Filters = FilterSchema.Of(static () => VnfLcmJsonContext.Default.VnfInstance);
    private readonly PageMarkerCodec markers = new("0123456789abcdef"u8, TimeProvider.System);
    private readonly List<VnfInstance> instances = [.. Enumerable.Range(0, 5).Select(Sample.VnfInstance)];
    private WebApplication app = null!;

    public HttpClient Http { get; private set; } = null!;

    public WebApplication App => app;

    public List<string> IdempotencyKeys { get; } = [];

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSolConventions();
        builder.Services.AddSolOpenApi(SolApi.VnfLcm);
        app = builder.Build();
        app.MapSolApi(SolApi.VnfLcm, Map);
        app.UseSolOpenApi();
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First().TrimEnd('/') + "/") };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    private void Map(RouteGroupBuilder group)
    {
        group.MapGet("/vnf_instances", List).WithListQuery().Produces<VnfInstance[]>();
        group.MapPost("/vnf_instances", CreateAsync).WithJsonBody<CreateVnfRequest>(maxBytes: 2000).Produces<VnfInstance>(201);
        group.MapGet("/vnf_instances/{id}", Get).Produces<VnfInstance>();
        group.MapPatch("/vnf_instances/{id}", PatchAsync).WithMergePatchBody<VnfInfoModificationRequest>();
        group.MapPost("/vnf_instances/{id}/terminate", TerminateAsync).WithJsonBody<TerminateVnfRequest>();
        group.MapGet("/content", () => new SolContent(
            (offset, _) => ValueTask.FromResult<Stream>(new MemoryStream(Content, (int)offset, Content.Length - (int)offset)), Content.Length, "application/zip", "\"c1\""))
            .WithContentAnswer("application/zip");
        group.MapGet("/broken", IResult () => throw new InvalidOperationException("secret internals"));
        group.MapGet("/busy", () => SolProblem.Unavailable("Full.", TimeSpan.FromSeconds(2.5)));
        group.MapGet("/slow", async (CancellationToken cancel) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(cancel);
            return Results.Ok();
        });
        group.MapGet("/unauthorized", () => Results.StatusCode(401));
    }

    private IResult List(HttpContext context)
    {
        var query = SolListQuery.Read(context, Filters, SolDefaults.VnfInstance, markers);
        var page = instances.Where(i => string.CompareOrdinal(i.Id, query.Position ?? string.Empty) > 0)
            .Select(i => System.Text.Json.JsonSerializer.SerializeToElement(i, VnfLcmJsonContext.Default.VnfInstance))
            .Where(query.Filter.Matches).Take(3).ToList();
        if (page.Count == 3)
        {
            page.RemoveAt(2);
            query.SetNextPage(context, markers, page[^1].GetProperty("id").GetString()!);
        }

        var array = new JsonArray([.. page.Select(p => query.Selector.Apply(JsonObject.Create(p)!))]);
        return Results.Text(array.ToJsonString(), "application/json");
    }

    private async Task<IResult> CreateAsync(HttpContext context, CancellationToken cancel)
    {
        if (IdempotencyKey.Read(context) is { } key)
        {
            IdempotencyKeys.Add(key);
        }

        var request = await context.ReadBodyAsync(VnfLcmJsonContext.Default.CreateVnfRequest, 2000, cancel);
        var created = Sample.VnfInstance(99) with { VnfdId = request.VnfdId };
        SolUri.SetLocation(context, $"/vnflcm/v2/vnf_instances/{created.Id}");
        return Results.Json(created, VnfLcmJsonContext.Default.VnfInstance, statusCode: 201);
    }

    private IResult Get(HttpContext context, string id)
    {
        var found = instances.Find(i => i.Id == id);
        if (found is null)
        {
            return SolProblem.NotFound("VNF instance", id);
        }

        SolETag.Set(context, SolETag.Of(7));
        return Results.Json(found, VnfLcmJsonContext.Default.VnfInstance);
    }

    private async Task<IResult> PatchAsync(HttpContext context, string id, CancellationToken cancel)
    {
        SolETag.RequireMatch(context, SolETag.Of(7));
        var patch = await context.ReadObjectAsync(cancellationToken: cancel);
        var patched = JsonMergePatch.Apply(instances.Find(i => i.Id == id) ?? throw SolProblem.NotFound("VNF instance", id).ToException(), patch, VnfLcmJsonContext.Default.VnfInstance);
        SolUri.SetLocation(context, "/vnflcm/v2/vnf_lcm_op_occs/op-" + patched.VnfInstanceName);
        return Results.StatusCode(202);
    }

    private static async Task<IResult> TerminateAsync(HttpContext context, string id, CancellationToken cancel)
    {
        await context.ReadBodyAsync(VnfLcmJsonContext.Default.TerminateVnfRequest, cancellationToken: cancel);
        SolUri.SetLocation(context, "/vnflcm/v2/vnf_lcm_op_occs/op-1");
        return Results.StatusCode(202);
    }
}
