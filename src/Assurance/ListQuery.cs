using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance;

/// <summary>Paging of the lists: <c>after</c> and <c>limit</c> in the query, the next page as a Link header.</summary>
internal static class ListQuery
{
    public static StoreQuery Of(string? after, int limit, params ReadOnlySpan<(string Field, string? Value)> where)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in where)
        {
            if (value is not null)
            {
                fields[field] = value;
            }
        }
        return new StoreQuery { AfterId = after, Limit = Math.Clamp(limit, 1, 1000), Where = fields };
    }

    public static void Link(HttpContext context, string? nextAfterId)
    {
        if (nextAfterId is null)
        {
            return;
        }
        var query = context.Request.Query.Where(static q => q.Key != "after").SelectMany(static q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)))
            .Append(KeyValuePair.Create("after", (string?)nextAfterId));
        context.Response.Headers.Link = $"<{context.Request.PathBase}{context.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
    }
}
