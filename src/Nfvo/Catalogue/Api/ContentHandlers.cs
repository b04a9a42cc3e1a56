using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>Handlers that packages, NSDs and PNFDs share.</summary>
internal static class ContentHandlers
{
    /// <summary>POST on the list resource.</summary>
    public static Task<IResult> CreateAsync<T>(
        HttpContext context, ContentServices<T> services, IdempotentRequests idempotent, IReadOnlyDictionary<string, JsonElement>? userDefinedData, byte[] request, CancellationToken cancellationToken)
        where T : class
    {
        var (shelf, tenant) = (services.Shelf, context.GetTenant());
        return idempotent.RunAsync(context, tenant, shelf.Api.Name, request, async remember =>
        {
            var now = services.Clock.GetUtcNow();
            var resource = shelf.Create(Guid.CreateVersion7(now).ToString(), userDefinedData);
            var shown = shelf.Render(SolUri.Root(context), resource, inUse: false);
            var location = SolUri.Absolute(context, shelf.PathOf(shelf.Id(resource)));
            var batch = new WriteBatch().Insert(shelf.Collection, tenant, shelf.Id(resource), new StoredContent<T> { Resource = resource, ModifiedAt = now });
            remember(batch, StatusCodes.Status201Created, location, JsonSerializer.SerializeToUtf8Bytes(shown, shelf.Type));
            (await services.Store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
            context.Response.Headers.Location = location;
            SolETag.Set(context, SolETag.Of(1), now);
            return TypedResults.Json(shown, shelf.Type, statusCode: StatusCodes.Status201Created);
        }, cancellationToken);
    }

    /// <summary>GET on one resource.</summary>
    public static async Task<IResult> ReadAsync<T>(HttpContext context, string id, ContentServices<T> services, CancellationToken cancellationToken)
        where T : class
    {
        var stored = await services.Life.FindAsync(context.GetTenant(), id, cancellationToken);
        SolETag.Set(context, SolETag.Of(stored.Version), stored.Value.ModifiedAt);
        var inUse = await services.Life.IsInUseAsync(stored.Tenant, stored.Value.Resource, cancellationToken);
        return TypedResults.Json(services.Shelf.Render(SolUri.Root(context), stored.Value.Resource, inUse), services.Shelf.Type);
    }

    /// <summary>DELETE on one resource.</summary>
    public static async Task<IResult> DeleteAsync<T>(HttpContext context, string id, ContentServices<T> services, CancellationToken cancellationToken)
        where T : class
    {
        var stored = await FindForChangeAsync(context, id, services, cancellationToken);
        return await services.Life.DeleteAsync(stored, SolUri.Root(context), cancellationToken) is { } problem ? problem : TypedResults.NoContent();
    }

    /// <summary>PATCH on one resource: reads the merge patch. The answer is what was changed, as it is now.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">The resource.</param>
    /// <param name="services">What packages or NSDs work with.</param>
    /// <param name="stateAttribute">Name of the attribute of the operational state; null when the resource has none.</param>
    /// <param name="answer">Makes the answer of the new resource and which of (state, data) was changed.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public static async Task<IResult> ModifyAsync<T>(
        HttpContext context, string id, ContentServices<T> services, string? stateAttribute, Func<T, bool, bool, IResult> answer, CancellationToken cancellationToken)
        where T : class
    {
        var patch = await context.ReadObjectAsync(cancellationToken: cancellationToken);
        if (patch.Select(static p => p.Key).FirstOrDefault(name => name != stateAttribute && name != "userDefinedData") is { } unknown)
        {
            return SolProblem.Unprocessable($"The attribute '{unknown}' cannot be changed; {(stateAttribute is null ? "userDefinedData" : $"{stateAttribute} and userDefinedData")} can.").With("attribute", unknown);
        }
        if (patch.Count == 0)
        {
            return SolProblem.BadRequest($"The patch is empty; it must have {(stateAttribute is null ? "userDefinedData" : $"{stateAttribute}, userDefinedData, or both")}.");
        }
        JsonNode? state = null;
        bool? enable = stateAttribute is null || !patch.TryGetPropertyValue(stateAttribute, out state) ? null : (state as JsonValue)?.ToString() switch
        {
            "ENABLED" => true,
            "DISABLED" => false,
            _ => throw SolProblem.Unprocessable($"{stateAttribute} must be ENABLED or DISABLED.").With("attribute", stateAttribute).ToException(),
        };
        var data = patch.TryGetPropertyValue("userDefinedData", out var node) ? UserDefinedData(node) : null;

        var stored = await FindForChangeAsync(context, id, services, cancellationToken);
        if (await services.Life.ModifyAsync(stored, enable, data, SolUri.Root(context), cancellationToken) is { } problem)
        {
            return problem;
        }
        var changed = await services.Life.FindAsync(stored.Tenant, id, cancellationToken);
        SolETag.Set(context, SolETag.Of(changed.Version), changed.Value.ModifiedAt);
        return answer(changed.Value.Resource, enable is not null, data is not null);
    }

    /// <summary>PUT of the content.</summary>
    public static async Task<IResult> UploadAsync<T>(HttpContext context, string id, ContentServices<T> services, CancellationToken cancellationToken)
        where T : class
    {
        var stored = await FindForChangeAsync(context, id, services, cancellationToken);
        var mediaType = MediaTypeHeaderValue.Parse(context.Request.ContentType).MediaType.Value!.ToLowerInvariant();
        return await services.Life.UploadAsync(stored, context.Request.Body, mediaType, cancellationToken) is { } problem
            ? problem
            : TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>Reads a resource whose content can be read; throws 404, or 409 when there is no content yet.</summary>
    public static async Task<Document<StoredContent<T>>> FindOnboardedAsync<T>(HttpContext context, string id, ContentServices<T> services, CancellationToken cancellationToken)
        where T : class
    {
        var stored = await services.Life.FindAsync(context.GetTenant(), id, cancellationToken);
        return services.Shelf.State(stored.Value) == ContentState.ONBOARDED
            ? stored
            : throw SolProblem.Conflict($"The {services.Shelf.Noun} '{id}' is {services.Shelf.State(stored.Value)}; its content can be read once it is ONBOARDED.").ToException();
    }

    /// <summary>Reads a resource that is to be changed; throws 404, or 412 when it is not what the client thinks.</summary>
    public static async Task<Document<StoredContent<T>>> FindForChangeAsync<T>(HttpContext context, string id, ContentServices<T> services, CancellationToken cancellationToken)
        where T : class
    {
        var stored = await services.Life.FindAsync(context.GetTenant(), id, cancellationToken);
        SolETag.RequireMatch(context, SolETag.Of(stored.Version), stored.Value.ModifiedAt);
        return stored;
    }

    /// <summary>A structure of key-value pairs; the published NSD document makes it a list of them, which is taken as one after the other.</summary>
    private static JsonObject UserDefinedData(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject one:
                return one;
            case JsonArray several when several.All(static s => s is JsonObject):
                var all = new JsonObject();
                foreach (var (name, value) in several.SelectMany(static s => s!.AsObject()))
                {
                    all[name] = value?.DeepClone();
                }
                return all;
            default:
                throw SolProblem.Unprocessable("userDefinedData must be a structure of key-value pairs; to remove a pair, give null as its value.").With("attribute", "userDefinedData").ToException();
        }
    }
}
