using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Puts the SOL013 conventions into an application: <see cref="AddSolConventions"/> once, <see cref="MapSolApi"/> per API.</summary>
public static class SolConventions
{
    /// <summary>Adds the conventions; their outermost part (problem bodies, path clean-up) places itself at the front of the pipeline.</summary>
    public static IServiceCollection AddSolConventions(this IServiceCollection services, Action<SolOptions>? configure = null)
    {
        services.AddOptions<SolOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton<SolApiRegistry>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, SolStartupFilter>());
        return services;
    }

    /// <summary>
    /// Maps an API below <c>/{apiName}/{apiMajorVersion}</c> with its two <c>api_versions</c> resources. Every endpoint of the group is judged
    /// (Version, query parameters, Accept, Content-Type, size) before its handler binds anything.
    /// </summary>
    public static RouteGroupBuilder MapSolApi(this IEndpointRouteBuilder endpoints, SolApi api, Action<RouteGroupBuilder> map)
    {
        var registry = endpoints.ServiceProvider.GetRequiredService<SolApiRegistry>();
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<SolOptions>>().Value;
        if (registry.AddFirstOfName(api))
        {
            endpoints.MapGet($"/{api.Name}/api_versions", (HttpContext context) => Versions(context, $"/{api.Name}", registry.OfName(api.Name)))
                .WithMetadata(api).AllowAnonymous().Produces<ApiVersionInformation>();
        }

        endpoints.MapGet($"{api.Prefix}/api_versions", (HttpContext context) => Versions(context, api.Prefix, [api]))
            .WithMetadata(api).AllowAnonymous().Produces<ApiVersionInformation>();
        var group = endpoints.MapGroup(api.Prefix).WithMetadata(api);
        ((IEndpointConventionBuilder)group).Finally(builder =>
        {
            var handler = builder.RequestDelegate;
            if (handler is null)
            {
                return;
            }

            var judge = new SolRequestJudge(api, new EndpointMetadataCollection(builder.Metadata), options);
            builder.RequestDelegate = context => judge.Judge(context) is { } problem ? problem.ExecuteAsync(context) : handler(context);
        });
        map(group);
        return group;
    }

    private static JsonHttpResult<ApiVersionInformation> Versions(HttpContext context, string prefix, IEnumerable<SolApi> apis) => TypedResults.Json(
        new ApiVersionInformation
        {
            UriPrefix = SolUri.Absolute(context, prefix),
            ApiVersions = [.. apis.SelectMany(static api => api.Versions).Select(static version => new ApiVersion { Version = version, IsDeprecated = false })],
        },
        CommonJsonContext.Default.ApiVersionInformation,
        contentType: "application/json");
}
