using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.Sol.Paging;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>
/// The list of packages or NSDs (SOL013 §5). Filters go to the database, except those about the usage state: it is computed from the instances, so these look at the
/// catalogue page by page.
/// </summary>
/// <typeparam name="T">The SOL resource.</typeparam>
internal sealed class ContentListing<T>(Shelf<T> shelf)
    where T : class
{
    private const int PageSize = 100;
    private readonly FilterSchema filters = FilterSchema.Of(shelf.Type);

    public async Task<IResult> AnswerAsync(HttpContext context, TenantId tenant, ContentServices<T> services, bool onboardedOnly, CancellationToken cancellationToken)
    {
        var codec = await services.Markers.GetCodecAsync(cancellationToken);
        var older = context.GetDialect()?.AnswerOf(typeof(T));
        var query = SolListQuery.Read(context, filters, shelf.Selectors, codec, older);
        var inDatabase = query.Filter.Terms.Where(t => t.Path[0].Name != shelf.UsageAttribute).ToList();
        var here = new AttributeFilter([.. query.Filter.Terms.Where(t => t.Path[0].Name == shelf.UsageAttribute)]);
        var where = new Dictionary<string, string>(StringComparer.Ordinal);
        if (onboardedOnly)
        {
            where[shelf.StateField] = nameof(ContentState.ONBOARDED);
        }

        var root = SolUri.Root(context);
        var found = new List<JsonElement>();
        var position = query.Position;
        do
        {
            var page = await services.Store.QueryAsync(
                shelf.Collection,
                tenant,
                new StoreQuery { Filter = inDatabase.Count == 0 ? null : new AttributeFilter(inDatabase), Where = where, AfterId = position, Limit = PageSize },
                cancellationToken);
            var inUse = await Task.WhenAll(page.Items.Select(i => services.Life.IsInUseAsync(tenant, i.Value.Resource, cancellationToken)));
            position = page.NextAfterId;
            for (var i = 0; i < page.Items.Count; i++)
            {
                var rendered = shelf.Render(root, page.Items[i].Value.Resource, inUse[i]);
                var resource = JsonSerializer.SerializeToElement(rendered, shelf.Type);
                if (!here.Matches(resource))
                {
                    continue;
                }
                found.Add(older is null ? resource : JsonSerializer.SerializeToElement(older.Render(rendered), CatalogueJsonContext.Default.JsonNode));
                if (found.Count == PageSize && i < page.Items.Count - 1)
                {
                    position = page.Items[i].Id;
                    break;
                }
            }
        }
        while (found.Count < PageSize && position is not null);

        if (position is not null)
        {
            query.SetNextPage(context, codec, position);
        }
        return new JsonList(found, query.Selector);
    }

    private sealed class JsonList(IReadOnlyList<JsonElement> items, AttributeSelector selector) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json";
            await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter.AsStream(leaveOpen: true));
            writer.WriteStartArray();
            foreach (var item in items)
            {
                selector.Write(item, writer);
            }
            writer.WriteEndArray();
            await writer.FlushAsync(httpContext.RequestAborted);
        }
    }
}
