using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NfvOrchestrator.Sol.Conventions;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>
/// One OpenAPI document per SOL API and per interface of this product, generated from the mapped endpoints: <c>/swagger/{apiName}-{major}/swagger.json</c>, and the user interface at <c>/swagger</c>.
/// The output is stable: paths and schemas are sorted.
/// </summary>
public static class SolOpenApi
{
    internal const string Bearer = "bearer";

    /// <summary>The document name of an API, e.g. <c>vnflcm-v2</c>.</summary>
    public static string DocumentName(SolApi api) => $"{api.Name}-{api.Major}";

    /// <summary>Adds the generator for these APIs; <see cref="UseSolOpenApi"/> serves their documents.</summary>
    public static IServiceCollection AddSolOpenApi(this IServiceCollection services, params IReadOnlyList<SolApi> apis)
    {
        foreach (var api in apis)
        {
            Add(services, DocumentName(api), $"{api.Name} {api.Major}", api.Newest, "NfvOrchestrator; conventions of SOL013.");
        }
        return services;
    }

    /// <summary>Adds the generator for interfaces of this product that are not ETSI's.</summary>
    public static IServiceCollection AddApiDocuments(this IServiceCollection services, params IReadOnlyList<ApiDocument> documents)
    {
        foreach (var document in documents)
        {
            Add(services, document.Name, document.Name.Replace('-', ' '), "1.0.0", document.Description);
        }
        return services;
    }

    /// <summary>Serves the documents of the service and their user interface; nothing when it has none.</summary>
    public static IApplicationBuilder UseSolOpenApi(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var documents = app.ApplicationServices.GetServices<ServedDocument>().ToList();
        if (documents.Count == 0)
        {
            return app;
        }
        // Middleware like the user interface, no endpoint: who may see both is then decided at one place (NfvServiceOptions.AnonymousSwagger).
        // A branch of their own, so that no other request passes through them.
        return app.UseWhen(static context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase), branch =>
        {
            branch.UseSwagger(static options => options.RouteTemplate = "/swagger/{documentName}/swagger.json");
            branch.UseSwaggerUI(options =>
            {
                options.RoutePrefix = "swagger";
                foreach (var document in documents)
                {
                    options.SwaggerEndpoint($"{document.Name}/swagger.json", document.Title);
                }
            });
        });
    }

    private static void Add(IServiceCollection services, string name, string title, string version, string description)
    {
        if (!services.Any(static s => s.ServiceType == typeof(ServedDocument)))
        {
            services.AddEndpointsApiExplorer();
            services.AddSwaggerGen(Configure);
        }
        services.AddSingleton(new ServedDocument(name, title));
        services.ConfigureSwaggerGen(options => options.SwaggerDoc(name, new OpenApiInfo { Title = title, Version = version, Description = description }));
    }

    private static void Configure(SwaggerGenOptions options)
    {
        options.DocInclusionPredicate(static (document, description) =>
            description.ActionDescriptor.EndpointMetadata.OfType<SolApi>().Any(api => DocumentName(api) == document)
            || description.ActionDescriptor.EndpointMetadata.OfType<ApiDocument>().Any(d => d.Name == document));
        options.TagActionsBy(static description => [ResourceOf(description.RelativePath ?? "")]);
        options.OrderActionsBy(static description => $"{description.RelativePath} {description.HttpMethod}");
        options.CustomSchemaIds(SchemaId);
        options.SupportNonNullableReferenceTypes();
        options.UseOneOfForPolymorphism();
        options.SelectSubTypesUsing(static type => type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(static d => d.DerivedType));
        options.SelectDiscriminatorNameUsing(static type => type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false)?.TypeDiscriminatorPropertyName!);
        options.SelectDiscriminatorValueUsing(static type => type.BaseType?.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .FirstOrDefault(d => d.DerivedType == type)?.TypeDiscriminator?.ToString()!);
        options.MapType<JsonElement>(static () => new OpenApiSchema { Description = "Any JSON value." });
        options.MapType<JsonObject>(static () => new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Any JSON object." });
        options.AddSecurityDefinition(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "OAuth 2.0 access token (client credentials) of the token endpoint (SOL013 §8).",
        });
        options.OperationFilter<SolOperationFilter>();
        options.OperationFilter<VendorOperationFilter>();
        options.SchemaFilter<DerivedTypeSchemaFilter>();
        options.DocumentFilter<SolDocumentFilter>();
    }

    /// <summary>What operations are grouped by: the resource behind the API and its major version, as in <c>{apiRoot}/{apiName}/{apiMajorVersion}/{apiSpecificResourceUriPart}</c> (SOL013 §4.1).</summary>
    private static string ResourceOf(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 2 && parts[1] is ['v', >= '0' and <= '9', ..] ? parts[2] : parts[^1];
    }

    private static string SchemaId(Type type) => type.IsGenericType
        ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + string.Concat(type.GetGenericArguments().Select(SchemaId))
        : type.Name;
}
