using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Per-endpoint body limits.</summary>
public static class EndpointBodyLimitExtensions
{
    /// <summary>Replaces the service's request body limit (<see cref="NfvServiceOptions.MaxRequestBodyBytes"/>) for these endpoints; null: no limit (the handler counts itself).</summary>
    public static TBuilder WithBodyLimit<TBuilder>(this TBuilder endpoints, long? bytes)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(e => e.Metadata.Add(new BodyLimit(bytes)));
        return endpoints;
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
