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

    /// <summary>Pages of documents looked at for one answer where the database cannot judge the filter: an answer may have fewer resources than fit, and the next page goes on.</summary>
    private const int MaxPages = 10;

    private readonly FilterSchema filters = FilterSchema.Of(() => type);

    /// <summary>The bulk of the documents that is part of the resource, as attributes of it.</summary>
    private readonly IReadOnlyList<string> bulk = collection.FilterRoot.Length == 0
        ? collection.Bulk
        : [.. collection.Bulk.Where(b => b.StartsWith(collection.FilterRoot + "/", StringComparison.Ordinal)).Select(b => b[(collection.FilterRoot.Length + 1)..])];

    /// <summary>What is not in the documents; null: all of the resource is.</summary>
    public SolComputed<TDocument, TResource>? Computed { get; init; }

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
        var late = new AttributeFilter([.. query.Filter.Terms.Where(IsComputed)]);
        var early = new AttributeFilter([.. query.Filter.Terms.Where(t => !IsComputed(t))]);
        var computes = Computed is { } computed && (late.Terms.Count > 0 || !query.Selector.Omits(computed.Attribute));
        var found = new List<TResource>();
        var position = query.Position;
        for (var pages = 0; pages < MaxPages && found.Count < PageSize && (pages == 0 || position is not null); pages++)
        {
            var page = await store.QueryAsync(
                collection,
                tenant,
                new StoreQuery
                {
                    Filter = early.Terms.Count == 0 ? null : early,
                    Where = where ?? new Dictionary<string, string>(StringComparer.Ordinal),
                    AfterId = position,
                    Limit = PageSize,
                    HeadsOnly = !computes && bulk.All(query.Selector.Omits),
                },
                cancellationToken);
            position = page.NextAfterId;
            var resources = computes ? await Computed!.RenderAsync(context, page.Items, cancellationToken) : [.. page.Items.Select(i => render(context, i.Value))];
            if (late.Terms.Count == 0)
            {
                found.AddRange(resources);
                break;
            }
            for (var i = 0; i < resources.Count; i++)
            {
                if (found.Count == PageSize)
                {
                    position = page.Items[i - 1].Id;
                    break;
                }
                if (late.Matches(JsonSerializer.SerializeToElement(resources[i], type)))
                {
                    found.Add(resources[i]);
                }
            }
        }
        if (position is not null)
        {
            query.SetNextPage(context, codec, position);
        }
        return new JsonList(found, query.Selector, type, older);
    }

    private bool IsComputed(FilterTerm term) => term.Path[0].Name == Computed?.Attribute;

    private sealed class JsonList(IReadOnlyList<TResource> items, AttributeSelector selector, JsonTypeInfo<TResource> type, DialectAnswer? older) : IResult
    {
        /// <summary>Bytes gathered before they are given to the connection.</summary>
        private const int Gathered = 16 * 1024;

        private static readonly JsonWriterOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json";
            // Straight into the pooled segments of the response: a writer over a stream keeps the whole answer in one growing array, whose garbage costs full collections.
            var body = httpContext.Response.BodyWriter;
            await using var writer = new Utf8JsonWriter(body, Readable);
            writer.WriteStartArray();
            foreach (var resource in items)
            {
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
                if (writer.BytesPending >= Gathered)
                {
                    await writer.FlushAsync(httpContext.RequestAborted);
                    await body.FlushAsync(httpContext.RequestAborted);
                }
            }
            writer.WriteEndArray();
            await writer.FlushAsync(httpContext.RequestAborted);
            await body.FlushAsync(httpContext.RequestAborted);
        }
    }
}
