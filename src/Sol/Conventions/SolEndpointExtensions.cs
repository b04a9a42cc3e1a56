using Microsoft.AspNetCore.Builder;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>What a SOL endpoint says about itself; the conventions judge requests by it.</summary>
public static class SolEndpointExtensions
{
    private static readonly string[] Json = ["application/json"];
    private static readonly string[] Patch = ["application/merge-patch+json", "application/json"];
    private static readonly SolQueryMetadata List = new(["filter", "all_fields", "fields", "exclude_fields", "exclude_default", "nextpage_opaque_marker"]);

    /// <summary>The query parameters of a list resource: filter, selectors, paging (SOL013 §5).</summary>
    public static TBuilder WithListQuery<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(List);

    /// <summary>Query parameters this endpoint takes.</summary>
    public static TBuilder WithQuery<TBuilder>(this TBuilder builder, params string[] names)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new SolQueryMetadata(names));

    /// <summary>A JSON request body of type <typeparamref name="T"/>.</summary>
    public static RouteHandlerBuilder WithJsonBody<T>(this RouteHandlerBuilder builder, long? maxBytes = null, bool optional = false) =>
        builder.WithMetadata(new SolBodyMetadata(typeof(T), Json, maxBytes, optional));

    /// <summary>A JSON merge patch of type <typeparamref name="T"/>; plain JSON is accepted as well, because the 3.7.1 documents say so.</summary>
    public static RouteHandlerBuilder WithMergePatchBody<T>(this RouteHandlerBuilder builder, long? maxBytes = null) =>
        builder.WithMetadata(new SolBodyMetadata(typeof(T), Patch, maxBytes, Optional: false));

    /// <summary>A body that is not JSON, e.g. a package.</summary>
    public static RouteHandlerBuilder WithContentBody(this RouteHandlerBuilder builder, long maxBytes, params string[] contentTypes) =>
        builder.WithMetadata(new SolBodyMetadata(null, contentTypes, maxBytes, Optional: false));

    /// <summary>Media types of a successful answer that is not JSON.</summary>
    public static RouteHandlerBuilder WithContentAnswer(this RouteHandlerBuilder builder, params string[] contentTypes) =>
        builder.WithMetadata(new SolProducesMetadata(contentTypes, AcceptsJsonAnyway: true));
}
