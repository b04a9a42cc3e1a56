using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>Describes what holds for every operation of an interface that is not ETSI's: the token, and problem answers.</summary>
internal sealed class VendorOperationFilter : IOperationFilter
{
    private static readonly int[] Always = [400, 401, 403, 404, 500, 503];
    private static readonly int[] Changing = [409, 412, 413, 415, 422];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<ApiDocument>().Any())
        {
            return;
        }
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SolOpenApi.Bearer, context.Document)] = [] }];
        }
        operation.Responses ??= [];
        var problem = context.SchemaGenerator.GenerateSchema(typeof(ProblemDetails), context.SchemaRepository);
        foreach (var status in context.ApiDescription.HttpMethod == "GET" ? Always : Always.Concat(Changing))
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = SolProblem.Reason(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [SolProblem.MediaType] = new OpenApiMediaType { Schema = problem } },
            });
        }
    }
}
