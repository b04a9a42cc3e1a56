using NfvOrchestrator.Platform.Store.Filtering;
using NfvOrchestrator.Sol.Filtering;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>
/// SOL013 attribute filters as SQL over jsonb. A path becomes a walk from the document: plain members are one <c>#></c>, an array or a map key is a join
/// over its elements or keys. Names and values are parameters; only indexed paths, which the collection declares, are written out.
/// </summary>
internal static class PostgresFilters
{
    /// <summary>Appends the condition of a filter (terms joined by AND).</summary>
    public static void Append(SqlText sql, IDocumentCollection collection, string filterRoot, AttributeFilter filter)
    {
        foreach (var term in filter.Terms)
        {
            sql.Append(" AND ");
            AppendTerm(sql, collection, filterRoot, term);
        }
    }

    private static void AppendTerm(SqlText sql, IDocumentCollection collection, string filterRoot, FilterTerm term)
    {
        if (FilterIndexes.Field(collection, filterRoot, term) is { } field)
        {
            if (field == collection.IdField)
            {
                sql.Append("id IN (" + string.Join(", ", term.Values.Select(v => sql.Parameter(v.Text))) + ")");
                return;
            }
            sql.Append("(" + string.Join(" OR ", term.Values.Select(v => PostgresSchema.FieldEquals(sql, collection, field, v.Text))) + ")");
            return;
        }
        var (from, value, text) = Walk(sql, collection, filterRoot, term.Path);
        var type = value.Length == 0 ? "'string'" : $"jsonb_typeof({value})";
        var present = $"{text} IS NOT NULL";
        var holds = Holds(sql, type, value, $"{text} COLLATE \"C\"", term);
        if (from.Length == 0)
        {
            // As a case: of a comparison of what it has no statistics for the planner believes that one row in 200 passes, and would rather sort all rows that do than take the first ones in order.
            sql.Append($"CASE WHEN {present} THEN {holds} ELSE {(term.Operator.MatchesAbsent() ? "true" : "false")} END");
            return;
        }
        var some = $"EXISTS (SELECT 1 FROM {from} WHERE {present} AND {holds})";
        sql.Append(term.Operator.MatchesAbsent() ? $"(NOT EXISTS (SELECT 1 FROM {from} WHERE {present}) OR {some})" : some);
    }

    /// <summary>The joins that a path needs, and the value it leads to: as jsonb (empty for the key of a map) and as text (NULL when absent or JSON null).</summary>
    private static (string From, string Value, string Text) Walk(SqlText sql, IDocumentCollection collection, string filterRoot, IReadOnlyList<FilterPathSegment> segments)
    {
        var from = new List<string>();
        var pending = filterRoot.Length == 0 ? [] : filterRoot.Split('/').ToList();
        var source = PostgresSchema.ColumnOf(collection, string.Join('/', pending.Concat(segments.TakeWhile(s => s.Kind != FilterSegmentKind.MapKey).Select(s => s.Name))));
        foreach (var segment in segments)
        {
            if (segment.Kind == FilterSegmentKind.MapKey)
            {
                var keys = sql.Alias();
                var (map, _) = Here();
                from.Add($"jsonb_object_keys(CASE WHEN jsonb_typeof({map}) = 'object' THEN {map} END) {keys}(k)");
                return (string.Join(", ", from), "", keys + ".k");
            }
            pending.Add(segment.Name);
            if (segment.IsArray)
            {
                var elements = sql.Alias();
                var (array, _) = Here();
                from.Add($"jsonb_array_elements(CASE WHEN jsonb_typeof({array}) = 'array' THEN {array} END) {elements}(v)");
                source = elements + ".v";
                pending.Clear();
            }
        }
        var (value, text) = Here();
        return (string.Join(", ", from), value, text);

        (string Value, string Text) Here()
        {
            if (pending.Count == 0)
            {
                return (source, $"({source} #>> '{{}}')");
            }
            var path = sql.Parameter(pending.ToArray());
            return ($"({source} #> {path})", $"({source} #>> {path})");
        }
    }

    private static string Holds(SqlText sql, string type, string value, string text, FilterTerm term)
    {
        var contains = term.Operator is FilterOperator.Cont or FilterOperator.Ncont;
        var any = "(" + string.Join(" OR ", term.Values.Select(v => contains ? $"strpos({text}, {sql.Parameter(v.Text)}) > 0" : Compares(sql, type, value, text, term.Operator, v))) + ")";
        return term.Operator.MatchesAbsent() ? $"NOT coalesce({any}, false)" : any;
    }

    /// <summary>By the type of the attribute where the leaf has it, otherwise by the leaf's text.</summary>
    private static string Compares(SqlText sql, string type, string value, string text, FilterOperator op, FilterValue operand)
    {
        var comparison = FilterIndexes.Comparison(op);
        var byText = $"{text} {comparison} {sql.Parameter(operand.Text)}";
        if (value.Length == 0)
        {
            return byText;
        }
        return operand.Type switch
        {
            FilterValueType.Number => $"CASE WHEN {type} = 'number' THEN ({value})::numeric {comparison} {sql.Parameter(operand.Number)} ELSE {byText} END",
            FilterValueType.Boolean => $"CASE WHEN {type} = 'boolean' THEN ({value})::boolean {comparison} {sql.Parameter(operand.Boolean)} ELSE {byText} END",
            FilterValueType.DateTime =>
                $"CASE WHEN {type} = 'string' AND nfv_instant({text}) IS NOT NULL THEN nfv_instant({text}) {comparison} {sql.Parameter(operand.DateTime.UtcTicks)} ELSE {byText} END",
            _ => byText,
        };
    }
}
