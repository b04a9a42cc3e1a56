using System.Globalization;
using System.Text.RegularExpressions;
using NfvOrchestrator.Platform.Store.Filtering;
using NfvOrchestrator.Sol.Filtering;

namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>
/// SOL013 attribute filters as SQL. A path becomes a walk from the document: plain members are one JSON path, an array or a map key is a
/// <c>json_each</c> over it. Names and values are parameters; only indexed paths, which the collection declares, are written out.
/// </summary>
internal static partial class SqliteFilters
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
            var candidates = string.Join(", ", term.Values.Select(v => sql.Parameter(v.Text)));
            sql.Append($"{(field == collection.IdField ? "id" : SqliteSchema.FieldText(field))} IN ({candidates})");
            return;
        }
        var walk = Walk(sql, filterRoot, term.Path);
        var present = $"({walk.Type} IS NOT NULL AND {walk.Type} <> 'null')";
        var holds = $"({present} AND {Holds(sql, walk, term)})";
        if (walk.From.Length == 0)
        {
            sql.Append(term.Operator.MatchesAbsent() ? $"(NOT {present} OR {holds})" : holds);
            return;
        }
        var where = walk.Where.Length == 0 ? "" : walk.Where + " AND ";
        var some = $"EXISTS (SELECT 1 FROM {walk.From} WHERE {where}{holds})";
        sql.Append(term.Operator.MatchesAbsent() ? $"(NOT EXISTS (SELECT 1 FROM {walk.From} WHERE {where}{present}) OR {some})" : some);
    }

    private static SqliteWalk Walk(SqlText sql, string filterRoot, IReadOnlyList<FilterPathSegment> segments)
    {
        var from = new List<string>();
        var where = new List<string>();
        var source = "doc";
        var pending = filterRoot.Length == 0 ? [] : filterRoot.Split('/').ToList();
        string? element = null;
        var isKey = false;
        foreach (var segment in segments)
        {
            if (segment.Kind == FilterSegmentKind.MapKey)
            {
                Step("object");
                isKey = true;
                break;
            }
            if (PlainName().IsMatch(segment.Name))
            {
                pending.Add(segment.Name);
            }
            else
            {
                Step("object");
                where.Add($"{element}.key = {sql.Parameter(segment.Name)}");
            }
            if (segment.IsArray)
            {
                Step("array");
            }
        }
        var (type, value) = (isKey, pending.Count, element) switch
        {
            (true, _, _) => ("'text'", $"{element}.key"),
            (_, 0, not null) => ($"{element}.type", $"{element}.value"),
            _ => ($"json_type({source}, {Path()})", $"({source} ->> {Path()})"),
        };
        return new SqliteWalk(string.Join(", ", from), string.Join(" AND ", where), type, value);

        void Step(string container)
        {
            var alias = sql.Alias();
            var path = Path();
            // what is not the expected container has nothing inside: json_each would take an object for an array, or a text for JSON
            from.Add($"json_each(CASE WHEN json_type({source}, {path}) = '{container}' THEN {source} END, {path}) {alias}");
            source = $"CASE WHEN {alias}.type IN ('object', 'array') THEN {alias}.value END";
            pending.Clear();
            element = alias;
        }

        string Path() => sql.Parameter(JsonPath(pending));
    }

    private static string JsonPath(IEnumerable<string> names) => "$" + string.Concat(names.Select(n => ".\"" + n + "\""));

    private static string Holds(SqlText sql, SqliteWalk walk, FilterTerm term)
    {
        var conditions = term.Values.Select(v => term.Operator is FilterOperator.Cont or FilterOperator.Ncont ? Contains(sql, walk, v) : Compares(sql, walk, term.Operator, v));
        var any = "(" + string.Join(" OR ", conditions) + ")";
        return term.Operator.MatchesAbsent() ? $"NOT coalesce({any}, 0)" : any;
    }

    private static string Contains(SqlText sql, SqliteWalk walk, FilterValue value) => $"instr({walk.Text}, {sql.Parameter(value.Text)}) > 0";

    /// <summary>By the type of the attribute where the leaf has it, otherwise by the leaf's text.</summary>
    private static string Compares(SqlText sql, SqliteWalk walk, FilterOperator op, FilterValue value)
    {
        var comparison = FilterIndexes.Comparison(op);
        var byText = $"{walk.Text} {comparison} {sql.Parameter(value.Text)}";
        return value.Type switch
        {
            FilterValueType.Number => $"CASE WHEN {walk.Type} IN ('integer', 'real') THEN {walk.Value} {comparison} {sql.Parameter(Number(value.Number))} ELSE {byText} END",
            FilterValueType.Boolean => $"CASE WHEN {walk.Type} IN ('true', 'false') THEN {walk.Value} {comparison} {sql.Parameter(value.Boolean ? 1L : 0L)} ELSE {byText} END",
            FilterValueType.DateTime =>
                $"CASE WHEN {walk.Type} = 'text' AND {Instant(walk)} IS NOT NULL THEN {Instant(walk)} {comparison} {sql.Parameter(value.DateTime.UtcTicks)} ELSE {byText} END",
            _ => byText,
        };
    }

    private static string Instant(SqliteWalk walk) => $"{SqliteConnections.InstantFunction}({walk.Value})";

    /// <summary>SQLite compares integers and reals exactly, but a decimal has to become one of them.</summary>
    private static object Number(decimal number)
        => decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Names that need no escape inside a quoted step of a SQLite JSON path.</summary>
    [GeneratedRegex("^[A-Za-z0-9_.:@ -]{1,200}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainName();

    /// <summary>How to reach the values of a path: what to join, what must hold there, and the type and value to judge.</summary>
    private sealed record SqliteWalk(string From, string Where, string Type, string Value)
    {
        public string Text => Type == "'text'" ? Value : $"CASE {Type} WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST({Value} AS TEXT) END";
    }
}
