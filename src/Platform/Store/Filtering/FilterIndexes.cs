using NfvOrchestrator.Sol.Filtering;

namespace NfvOrchestrator.Platform.Store.Filtering;

/// <summary>What the translations of attribute filters to the SQL dialects have in common.</summary>
internal static class FilterIndexes
{
    /// <summary>The field that a term can be looked up with, by an index or by the key (<see cref="IDocumentCollection.IdField"/>): equality of text, no array on the way.</summary>
    public static string? Field(IDocumentCollection collection, string filterRoot, FilterTerm term)
    {
        if (term.Operator is not (FilterOperator.Eq or FilterOperator.In) || term.Path.Any(s => s.IsArray || s.Kind == FilterSegmentKind.MapKey)
            || term.Values.Any(v => v.Type != FilterValueType.String))
        {
            return null;
        }
        var path = string.Join('/', term.Path.Select(s => s.Name));
        path = filterRoot.Length == 0 ? path : filterRoot + "/" + path;
        return path == collection.IdField || collection.IndexedFields.Contains(path, StringComparer.Ordinal) ? path : null;
    }

    /// <summary>The SQL comparison of an operator (the negative ones are the negation of equality).</summary>
    public static string Comparison(FilterOperator op) => op switch
    {
        FilterOperator.Gt => ">",
        FilterOperator.Gte => ">=",
        FilterOperator.Lt => "<",
        FilterOperator.Lte => "<=",
        _ => "=",
    };
}
