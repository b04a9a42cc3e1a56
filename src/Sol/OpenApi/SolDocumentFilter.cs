using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>Sorts what has no order of its own, so that the document is the same from run to run and host to host.</summary>
internal sealed class SolDocumentFilter : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers = null;
        // The default tag is the name of the process that generates.
        swaggerDoc.Tags = null;
        var paths = new OpenApiPaths();
        foreach (var (path, item) in swaggerDoc.Paths.OrderBy(static p => p.Key, StringComparer.Ordinal))
        {
            if (item.Operations is { } operations)
            {
                foreach (var operation in operations.Values)
                {
                    operation.Tags = null;
                }
            }

            paths.Add(path, item);
        }

        swaggerDoc.Paths = paths;
        if (swaggerDoc.Components?.Schemas is { } schemas)
        {
            swaggerDoc.Components.Schemas = new Dictionary<string, IOpenApiSchema>(schemas.OrderBy(static s => s.Key, StringComparer.Ordinal), StringComparer.Ordinal);
        }
    }
}
