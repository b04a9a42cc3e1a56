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
            sql.Append("(" + string.Join(" OR ", term.Values.Select(v => PostgresSchema.FieldEquals(field, sql.Parameter(v.Text)))) + ")");
            return;
        }
        var (from, value, key) = Walk(sql, filterRoot, term.Path);
        var type = key is null ? $"jsonb_typeof({value})" : "'string'";
        var text = key is null ? $"({value} #>> '{{}}') COLLATE \"C\"" : $"{key} COLLATE \"C\"";
        var present = key is null ? $"coalesce({type}, 'null') <> 'null'" : $"{key} IS NOT NULL";
        var holds = $"({present} AND {Holds(sql, type, value, text, term)})";
        if (from.Length == 0)
        {
            sql.Append(term.Operator.MatchesAbsent() ? $"(NOT ({present}) OR {holds})" : holds);
            return;
        }
        var some = $"EXISTS (SELECT 1 FROM {from} WHERE {holds})";
        sql.Append(term.Operator.MatchesAbsent() ? $"(NOT EXISTS (SELECT 1 FROM {from} WHERE {present}) OR {some})" : some);
    }

    private static (string From, string Value, string? Key) Walk(SqlText sql, string filterRoot, IReadOnlyList<FilterPathSegment> segments)
    {
        var from = new List<string>();
        var source = "doc";
        var pending = filterRoot.Length == 0 ? [] : filterRoot.Split('/').ToList();
        foreach (var segment in segments)
        {
            if (segment.Kind == FilterSegmentKind.MapKey)
            {
                var keys = sql.Alias();
                from.Add($"jsonb_object_keys(CASE WHEN jsonb_typeof({Here()}) = 'object' THEN {Here()} END) {keys}(k)");
                return (string.Join(", ", from), "", keys + ".k");
            }
            pending.Add(segment.Name);
            if (segment.IsArray)
            {
                var elements = sql.Alias();
                from.Add($"jsonb_array_elements(CASE WHEN jsonb_typeof({Here()}) = 'array' THEN {Here()} END) {elements}(v)");
                source = elements + ".v";
                pending.Clear();
            }
        }
        return (string.Join(", ", from), Here(), null);

        string Here() => pending.Count == 0 ? source : $"({source} #> {sql.Parameter(pending.ToArray())})";
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
