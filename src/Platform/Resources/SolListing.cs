using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.Sol.Paging;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>
/// Answers the list of a SOL resource type from a collection: filter in the database, then selector, then page (SOL013 §5). One instance a
/// resource type, built at start. Where the selector leaves out the bulk of the resources, only the heads of the documents are read: what is rendered must not depend on the bulk.
/// </summary>
/// <typeparam name="TDocument">The stored type.</typeparam>
/// <typeparam name="TResource">The SOL type that clients see.</typeparam>
public sealed class SolListing<TDocument, TResource>(
    DocumentCollection<TDocument> collection,
    JsonTypeInfo<TResource> type,
    SelectorSchema? selectors,
    Func<HttpContext, TDocument, TResource> render)
{
    /// <summary>Resources on a page.</summary>
    public const int PageSize = 100;

    private readonly FilterSchema filters = FilterSchema.Of(type);

    /// <summary>The bulk of the documents that is part of the resource, as attributes of it.</summary>
    private readonly IReadOnlyList<string> bulk = collection.FilterRoot.Length == 0
        ? collection.Bulk
        : [.. collection.Bulk.Where(b => b.StartsWith(collection.FilterRoot + "/", StringComparison.Ordinal)).Select(b => b[(collection.FilterRoot.Length + 1)..])];

    /// <summary>Reads the request's query and answers a page of the tenant's resources.</summary>
    public Task<IResult> AnswerAsync(HttpContext context, TenantId tenant, IDocumentStore store, PageMarkers markers, CancellationToken cancellationToken)
        => AnswerAsync(context, tenant, store, markers, where: null, cancellationToken);

    /// <summary>As above, of those documents whose indexed fields have the given values.</summary>
    public async Task<IResult> AnswerAsync(
        HttpContext context, TenantId tenant, IDocumentStore store, PageMarkers markers, IReadOnlyDictionary<string, string>? where, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(markers);
        var codec = await markers.GetCodecAsync(cancellationToken);
        var older = context.GetDialect()?.AnswerOf(typeof(TResource));
        var query = SolListQuery.Read(context, filters, selectors, codec, older);
        var page = await store.QueryAsync(
            collection,
            tenant,
            new StoreQuery
            {
                Filter = query.FilterText is null ? null : query.Filter,
                Where = where ?? new Dictionary<string, string>(StringComparer.Ordinal),
                AfterId = query.Position,
                Limit = PageSize,
                HeadsOnly = bulk.All(query.Selector.Omits),
            },
            cancellationToken);
        if (page.NextAfterId is { } next)
        {
            query.SetNextPage(context, codec, next);
        }
        return new JsonList(context, page.Items, query.Selector, type, render, older);
    }

    private sealed class JsonList(
        HttpContext request, IReadOnlyList<Document<TDocument>> items, AttributeSelector selector, JsonTypeInfo<TResource> type, Func<HttpContext, TDocument, TResource> render, DialectAnswer? older)
        : IResult
    {
        private static readonly JsonWriterOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json";
            await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter.AsStream(leaveOpen: true), Readable);
            writer.WriteStartArray();
            foreach (var item in items)
            {
                var resource = render(request, item.Value);
                if (older is not null)
                {
                    var node = older.Render(resource!);
                    if (selector.IsIdentity)
                    {
                        node.WriteTo(writer);
                    }
                    else
                    {
                        selector.Write(JsonSerializer.SerializeToElement(node, ResourceJsonContext.Default.JsonNode), writer);
                    }
                }
                else if (selector.IsIdentity)
                {
                    JsonSerializer.Serialize(writer, resource, type);
                }
                else
                {
                    selector.Write(JsonSerializer.SerializeToElement(resource, type), writer);
                }
            }
            writer.WriteEndArray();
            await writer.FlushAsync(httpContext.RequestAborted);
        }
    }
}
