using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NfvOrchestrator.Sol.Conventions;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>
/// One OpenAPI document per SOL API, generated from the mapped endpoints: <c>/swagger/{apiName}-{major}/swagger.json</c>, and the user interface at <c>/swagger</c>.
/// The output is stable: paths and schemas are sorted.
/// </summary>
public static class SolOpenApi
{
    internal const string Bearer = "bearer";

    /// <summary>The document name of an API, e.g. <c>vnflcm-v2</c>.</summary>
    public static string DocumentName(SolApi api) => $"{api.Name}-{api.Major}";

    /// <summary>Adds the generator for these APIs.</summary>
    public static IServiceCollection AddSolOpenApi(this IServiceCollection services, params IReadOnlyList<SolApi> apis)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            foreach (var api in apis)
            {
                options.SwaggerDoc(DocumentName(api), new OpenApiInfo { Title = $"{api.Name} {api.Major}", Version = api.Newest, Description = "NfvOrchestrator; conventions of SOL013." });
            }

            options.DocInclusionPredicate(static (document, description) =>
                description.ActionDescriptor.EndpointMetadata.OfType<SolApi>().Any(api => DocumentName(api) == document));
            options.OrderActionsBy(static description => $"{description.RelativePath} {description.HttpMethod}");
            options.CustomSchemaIds(SchemaId);
            options.SupportNonNullableReferenceTypes();
            options.MapType<JsonElement>(static () => new OpenApiSchema { Description = "Any JSON value." });
            options.AddSecurityDefinition(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "OAuth 2.0 access token (client credentials) of the token endpoint (SOL013 §8).",
            });
            options.OperationFilter<SolOperationFilter>();
            options.DocumentFilter<SolDocumentFilter>();
        });
        return services;
    }

    /// <summary>Serves the documents and their user interface.</summary>
    public static WebApplication MapSolOpenApi(this WebApplication app, params IReadOnlyList<SolApi> apis)
    {
        ArgumentNullException.ThrowIfNull(app);
        // Middleware like the user interface, no endpoint: who may see both is then decided at one place (NfvServiceOptions.AnonymousSwagger).
        app.UseSwagger(static options => options.RouteTemplate = "/swagger/{documentName}/swagger.json");
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "swagger";
            foreach (var api in apis)
            {
                options.SwaggerEndpoint($"{DocumentName(api)}/swagger.json", $"{api.Name} {api.Major}");
            }
        });
        return app;
    }

    private static string SchemaId(Type type) => type.IsGenericType
        ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + string.Concat(type.GetGenericArguments().Select(SchemaId))
        : type.Name;
}
