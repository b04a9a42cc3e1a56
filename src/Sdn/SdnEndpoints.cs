using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Sdn;

/// <summary>The HTTP face of the adapter contract, over every registered <see cref="ISdnDriver"/>. Service base <c>/sdn/v1/controllers/{controllerId}</c>.</summary>
public static class SdnEndpoints
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>The document of the contract.</summary>
    public static ApiDocument Document { get; } = new("sdn-v1", "The contract of SDN adapters: topology and paths of a controller.");

    /// <summary>Maps the contract.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="policy">Authorization policy callers must meet (services of the house); null leaves it to the host's default.</param>
    public static RouteGroupBuilder MapSdn(this IEndpointRouteBuilder app, string? policy)
    {
        var group = app.MapGroup("/sdn/v1/controllers/{controllerId}").InDocument(Document);
        group.MapGet("/topology", GetTopologyAsync).WithName("GetTopology").Produces<NetworkTopology>();
        group.MapGet("/paths", ListAsync).WithName("ListPaths").Produces<PathPage>();
        group.MapPut("/paths/{key}", PutAsync).WithName("PutPath").Accepts<PathSpec>("application/json").Produces<PathView>().Produces<PathView>(StatusCodes.Status202Accepted);
        group.MapGet("/paths/{key}", GetAsync).WithName("GetPath").Produces<PathView>();
        group.MapDelete("/paths/{key}", DeleteAsync).WithName("DeletePath").Produces<PathView>(StatusCodes.Status202Accepted).Produces(StatusCodes.Status204NoContent);
        group.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (SdnException e)
            {
                return Results.Json(e.Problem, ProblemJsonContext.Default.ProblemDetails, "application/problem+json", e.Status);
            }
        });
        if (policy is not null)
        {
            group.RequireAuthorization(policy);
        }
        return group;
    }

    private static async Task<IResult> GetTopologyAsync(string controllerId, HttpContext http, CancellationToken cancellationToken)
    {
        var topology = await Driver(http, controllerId).GetTopologyAsync(cancellationToken);
        var etag = $"\"{topology.Version}\"";
        http.Response.Headers.ETag = etag;
        return http.Request.Headers[HeaderNames.IfNoneMatch].ToString() == etag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(topology, SdnJsonContext.Default.NetworkTopology);
    }

    private static async Task<IResult> PutAsync(string controllerId, string key, string? tenant, double? wait, HttpContext http, CancellationToken cancellationToken)
    {
        var owner = Tenant(tenant);
        PathSpec spec;
        try
        {
            spec = await JsonSerializer.DeserializeAsync(http.Request.Body, SdnJsonContext.Default.PathSpec, cancellationToken) ?? throw new JsonException("the body is null");
        }
        catch (JsonException e)
        {
            throw SdnException.Of(400, "Not a path", $"The body of PUT paths/{key} is not a path specification: {e.Message}. Nothing was changed.", e);
        }
        if (spec.Tags.Tenant != owner)
        {
            throw SdnException.Of(400, "Tenant mismatch", $"tags.tenant is '{spec.Tags.Tenant}' but the request is for tenant '{owner}'. Nothing was changed.");
        }
        var driver = Driver(http, controllerId);
        var view = await driver.PutPathAsync(owner, Key(key), spec, cancellationToken);
        if (Wait(wait) is { Ticks: > 0 } patience)
        {
            view = await driver.GetPathAsync(owner, key, patience, cancellationToken) ?? view;
        }
        return Results.Json(view, SdnJsonContext.Default.PathView, statusCode: view.State == PathState.INSTALLING ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private static async Task<IResult> GetAsync(string controllerId, string key, string? tenant, double? wait, HttpContext http, CancellationToken cancellationToken)
    {
        var owner = Tenant(tenant);
        return await Driver(http, controllerId).GetPathAsync(owner, Key(key), Wait(wait), cancellationToken) is { } view
            ? Results.Json(view, SdnJsonContext.Default.PathView)
            : throw SdnException.Of(404, "Path unknown", $"Controller '{controllerId}' has no path '{key}' of tenant '{owner}'.");
    }

    private static async Task<IResult> DeleteAsync(string controllerId, string key, string? tenant, double? wait, HttpContext http, CancellationToken cancellationToken)
        => await Driver(http, controllerId).DeletePathAsync(Tenant(tenant), Key(key), Wait(wait), cancellationToken) is { } view
            ? Results.Json(view, SdnJsonContext.Default.PathView, statusCode: StatusCodes.Status202Accepted)
            : Results.NoContent();

    private static async Task<IResult> ListAsync(string controllerId, string? tenant, string? instanceId, string? after, int? limit, HttpContext http, CancellationToken cancellationToken)
        => Results.Json(await Driver(http, controllerId).ListPathsAsync(Tenant(tenant), instanceId, after, Math.Clamp(limit ?? 100, 1, 500), cancellationToken), SdnJsonContext.Default.PathPage);

    private static ISdnDriver Driver(HttpContext http, string controllerId)
        => http.RequestServices.GetServices<ISdnDriver>().FirstOrDefault(d => d.ControllerId == controllerId)
            ?? throw SdnException.Of(404, "SDN controller unknown", $"This adapter has no controller '{controllerId}'. It has: {string.Join(", ", http.RequestServices.GetServices<ISdnDriver>().Select(d => d.ControllerId))}.");

    private static string Tenant(string? tenant)
        => TenantId.TryParse(tenant, out var id) ? id.Value : throw SdnException.Of(400, "Tenant missing", "The query parameter 'tenant' is missing or not 1 to 64 characters of A-Z a-z 0-9 . _ -");

    private static string Key(string key)
        => key.Length is > 0 and <= 128 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':' or '~')
            ? key
            : throw SdnException.Of(400, "Key not usable", string.Create(CultureInfo.InvariantCulture, $"A path key has 1 to 128 characters of A-Z a-z 0-9 . _ - : ~ ; this one has {key.Length}."));

    private static TimeSpan Wait(double? seconds)
        => seconds is > 0 and var s ? TimeSpan.FromSeconds(Math.Min(s, LongestWait.TotalSeconds)) : TimeSpan.Zero;
}
