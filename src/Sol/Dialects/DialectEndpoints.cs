using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>Collects the endpoints that the newer version maps, and keeps those that the table of the dialect has.</summary>
internal sealed class DialectEndpoints(IEndpointRouteBuilder outer, SolDialect dialect) : EndpointDataSource, IEndpointRouteBuilder
{
    private readonly List<EndpointDataSource> collected = [];
    private List<Endpoint>? kept;

    public IServiceProvider ServiceProvider => outer.ServiceProvider;

    public ICollection<EndpointDataSource> DataSources => collected;

    public override IReadOnlyList<Endpoint> Endpoints => kept ??= [.. collected.SelectMany(static source => source.Endpoints).Where(Keep)];

    public IApplicationBuilder CreateApplicationBuilder() => outer.CreateApplicationBuilder();

    /// <summary>Endpoints are all mapped before the service starts: they never change.</summary>
    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    private bool Keep(Endpoint endpoint)
    {
        if (endpoint is not RouteEndpoint route)
        {
            return false;
        }
        var pattern = "/" + string.Join('/', route.RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries));
        if (pattern.EndsWith("/api_versions", StringComparison.Ordinal))
        {
            return true;
        }
        var path = pattern[dialect.Api.Prefix.Length..];
        return route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => dialect.Has(method, path)) == true;
    }
}
