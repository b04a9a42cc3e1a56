using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>Describes what the conventions do on every operation: Version header, query parameters, bodies, problem answers.</summary>
internal sealed class SolOperationFilter : IOperationFilter
{
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "all_fields", "exclude_default", "include_signatures" };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<SolApi>().FirstOrDefault() is not { } api)
        {
            return;
        }

        operation.Tags = null;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Version",
            In = ParameterLocation.Header,
            Required = !api.VersionOptional,
            Description = $"Version of the API; supported: {string.Join(", ", api.Versions)}.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        foreach (var name in metadata.OfType<SolQueryMetadata>().LastOrDefault()?.Names ?? [])
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                AllowEmptyValue = Flags.Contains(name),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        if (metadata.OfType<SolBodyMetadata>().LastOrDefault() is { } body)
        {
            AddBody(operation, body, context);
        }

        operation.Responses ??= [];
        var problem = context.SchemaGenerator.GenerateSchema(typeof(ProblemDetails), context.SchemaRepository);
        foreach (var status in Statuses(context.ApiDescription.HttpMethod, body: metadata.OfType<SolBodyMetadata>().Any()))
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = SolProblem.Reason(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [SolProblem.MediaType] = new OpenApiMediaType { Schema = problem } },
            });
        }
    }

    private static void AddBody(OpenApiOperation operation, SolBodyMetadata body, OperationFilterContext context)
    {
        var content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        foreach (var type in body.ContentTypes)
        {
            content[type] = new OpenApiMediaType
            {
                Schema = body.Type is null
                    ? new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" }
                    : context.SchemaGenerator.GenerateSchema(body.Type, context.SchemaRepository),
            };
        }

        operation.RequestBody = new OpenApiRequestBody { Required = !body.Optional, Content = content };
    }

    private static IEnumerable<int> Statuses(string? method, bool body)
    {
        yield return StatusCodes.Status400BadRequest;
        yield return StatusCodes.Status401Unauthorized;
        yield return StatusCodes.Status403Forbidden;
        yield return StatusCodes.Status404NotFound;
        yield return StatusCodes.Status405MethodNotAllowed;
        yield return StatusCodes.Status406NotAcceptable;
        if (method is not "GET")
        {
            yield return StatusCodes.Status409Conflict;
        }

        if (method is "PATCH" or "DELETE")
        {
            yield return StatusCodes.Status412PreconditionFailed;
        }

        if (body)
        {
            yield return StatusCodes.Status413PayloadTooLarge;
            yield return StatusCodes.Status415UnsupportedMediaType;
            yield return StatusCodes.Status422UnprocessableEntity;
        }

        yield return StatusCodes.Status429TooManyRequests;
        yield return StatusCodes.Status500InternalServerError;
        yield return StatusCodes.Status503ServiceUnavailable;
    }
}
