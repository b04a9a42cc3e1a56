using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Sol.Paging;

/// <summary>What a client asks of a list resource: filter, then selector, then page (SOL013 §5).</summary>
/// <param name="Filter">Which resources.</param>
/// <param name="FilterText">The filter as written, null for none.</param>
/// <param name="Selector">Which attributes.</param>
/// <param name="Position">Keyset position to go on after; null for the first page.</param>
public sealed record SolListQuery(AttributeFilter Filter, string? FilterText, AttributeSelector Selector, string? Position)
{
    private static readonly string[] Parameters = ["filter", "all_fields", "fields", "exclude_fields", "exclude_default", "nextpage_opaque_marker"];

    /// <summary>
    /// Reads the query of a list request; with a page marker, filter and selector come from it. In an older version of the API (<paramref name="older"/>) attributes are those of its
    /// types; the filter comes back in the terms of the newest. Throws <see cref="SolProblemException"/> (400).
    /// </summary>
    public static SolListQuery Read(HttpContext context, FilterSchema filters, SelectorSchema? selectors, PageMarkerCodec markers, DialectAnswer? older = null)
    {
        if (older is not null)
        {
            var own = ReadOwn(context, older.Filters, older.Selectors, markers, legacy: true);
            return own with { Filter = older.Translate(own.Filter) };
        }
        return ReadOwn(context, filters, selectors, markers, legacy: false);
    }

    private static SolListQuery ReadOwn(HttpContext context, FilterSchema filters, SelectorSchema? selectors, PageMarkerCodec markers, bool legacy)
    {
        var request = context.Request;
        var query = request.Query;
        if (query.TryGetValue("nextpage_opaque_marker", out var text))
        {
            var marker = markers.Decode(text.ToString(), request.Path.Value ?? string.Empty);
            var remembered = new QueryCollection(QueryHelpers.ParseQuery(marker.Selector));
            return new SolListQuery(Parse(marker.Filter, filters), marker.Filter, Select(remembered, selectors), marker.Position);
        }

        var filter = query.TryGetValue("filter", out var expression) ? expression.ToString() : null;
        if (legacy && LegacyFilter.Read(query, Parameters) is { } attributes)
        {
            filter = filter is null ? attributes : $"{filter};{attributes}";
        }
        return new SolListQuery(Parse(filter, filters), filter, Select(query, selectors), null);
    }

    /// <summary>Sets the Link header to the next page (SOL013 §5.4.2.3).</summary>
    /// <param name="context">The request being answered.</param>
    /// <param name="markers">Writes the marker.</param>
    /// <param name="position">Keyset position after the last item sent.</param>
    public void SetNextPage(HttpContext context, PageMarkerCodec markers, string position)
    {
        var path = context.Request.Path;
        var marker = markers.Encode(new PageMarker(path.Value ?? string.Empty, FilterText, Selector.Query, position));
        context.Response.Headers.Link = $"<{SolUri.Absolute(context, path.ToUriComponent())}?nextpage_opaque_marker={marker}>; rel=\"next\"";
    }

    private static AttributeFilter Parse(string? text, FilterSchema schema) => text is null ? AttributeFilter.All : AttributeFilter.Parse(text, schema);

    private static AttributeSelector Select(IQueryCollection query, SelectorSchema? schema) => schema is null ? AttributeSelector.AllFields : AttributeSelector.Parse(query, schema);
}
