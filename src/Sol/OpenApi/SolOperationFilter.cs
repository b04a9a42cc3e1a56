using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>Describes what the conventions do on every operation: Version header, query parameters, bodies, problem answers.</summary>
internal sealed class SolOperationFilter : IOperationFilter
{
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "all_fields", "exclude_default", "include_signatures", "exclude_all_mano_artifacts", "exclude_all_non_mano_artifacts", "include_external_artifacts" };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<SolApi>().FirstOrDefault() is not { } api)
        {
            return;
        }

        // The resources that tell versions are open and judge nothing.
        var anonymous = metadata.OfType<IAllowAnonymous>().Any();
        operation.Tags = null;
        if (!anonymous)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SolOpenApi.Bearer, context.Document)] = [] }];
        }

        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Version",
            In = ParameterLocation.Header,
            Required = !anonymous && !api.VersionOptional,
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
        if (metadata.OfType<SolProducesMetadata>().LastOrDefault() is { } produced)
        {
            AddContent(operation, produced, problem);
        }

        foreach (var (status, response) in operation.Responses)
        {
            AddHeaders(status, context.ApiDescription.HttpMethod, (OpenApiResponse)response);
        }

        foreach (var status in Statuses(context.ApiDescription.HttpMethod, body: metadata.OfType<SolBodyMetadata>().Any()))
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = SolProblem.Reason(status),
                Headers = ProblemHeaders(status),
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

    /// <summary>Files: as a whole, or a range of them.</summary>
    private static void AddContent(OpenApiOperation operation, SolProducesMetadata produced, IOpenApiSchema problem)
    {
        Dictionary<string, OpenApiMediaType> Content() => produced.ContentTypes.ToDictionary(
            static type => type,
            static type => new OpenApiMediaType { Schema = type.EndsWith("json", StringComparison.Ordinal) ? new OpenApiSchema() : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            StringComparer.Ordinal);
        operation.Responses!["200"] = new OpenApiResponse { Description = SolProblem.Reason(StatusCodes.Status200OK), Content = Content() };
        operation.Responses["206"] = new OpenApiResponse { Description = SolProblem.Reason(StatusCodes.Status206PartialContent), Content = Content() };
        foreach (var status in (ReadOnlySpan<int>)[StatusCodes.Status409Conflict, StatusCodes.Status416RangeNotSatisfiable])
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = SolProblem.Reason(status),
                Headers = ProblemHeaders(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [SolProblem.MediaType] = new OpenApiMediaType { Schema = problem } },
            };
        }
    }

    private static void AddHeaders(string status, string? method, OpenApiResponse response)
    {
        var headers = response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        headers["Version"] = Header("Version of the API that was used.");
        switch (status)
        {
            case "201":
                headers["Location"] = Header("URI of the resource that was made.");
                break;
            case "202":
                headers["Location"] = Header("URI of the operation occurrence, for tasks that start one.");
                break;
            case "206":
                headers["Content-Range"] = Header("Which part of the content this is.");
                break;
            case "200" when method is "GET" or "PATCH":
                headers["ETag"] = Header("Version of the resource, for If-Match; lists have none.");
                headers["Link"] = Header("Lists: the next page (rel=next), when there is one.");
                break;
            default:
                break;
        }
    }

    private static Dictionary<string, IOpenApiHeader> ProblemHeaders(int status)
    {
        var headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["Version"] = Header("Version of the API.") };
        switch (status)
        {
            case StatusCodes.Status401Unauthorized:
                headers["WWW-Authenticate"] = Header("How to authenticate.");
                break;
            case StatusCodes.Status405MethodNotAllowed:
                headers["Allow"] = Header("Methods of this resource.");
                break;
            case StatusCodes.Status416RangeNotSatisfiable:
                headers["Content-Range"] = Header("Length of the content.");
                break;
            case StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable:
                headers["Retry-After"] = Header("Seconds until it makes sense to try again.");
                break;
            default:
                break;
        }

        return headers;
    }

    private static OpenApiHeader Header(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

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
