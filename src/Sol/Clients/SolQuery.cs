namespace NfvOrchestrator.Sol.Clients;

/// <summary>Query strings of list requests.</summary>
public static class SolQuery
{
    /// <summary>The query string for a filter and a selector; null when there is neither.</summary>
    public static string? Of(string? filter, bool allFields)
    {
        var query = filter is null ? null : "filter=" + Uri.EscapeDataString(filter);
        return !allFields ? query : query is null ? "all_fields" : query + "&all_fields";
    }
}
