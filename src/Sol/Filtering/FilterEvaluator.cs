using System.Globalization;
using System.Text.Json;

namespace NfvOrchestrator.Sol.Filtering;

/// <summary>Judges filter terms over JSON in memory.</summary>
internal static class FilterEvaluator
{
    public static bool Holds(FilterTerm term, JsonElement resource)
    {
        var found = false;
        return Walk(term, 0, resource, ref found) || (!found && term.Operator.MatchesAbsent());
    }

    /// <summary>True as soon as one value holds; <paramref name="found"/> says whether any value was reached.</summary>
    private static bool Walk(FilterTerm term, int depth, JsonElement at, ref bool found)
    {
        switch (at.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return false;
            case JsonValueKind.Array:
                foreach (var element in at.EnumerateArray())
                {
                    if (Walk(term, depth, element, ref found))
                    {
                        return true;
                    }
                }

                return false;
        }

        if (depth == term.Path.Count)
        {
            found = true;
            return Compare(term, at);
        }

        if (at.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var segment = term.Path[depth];
        if (segment.Kind != FilterSegmentKind.MapKey)
        {
            return at.TryGetProperty(segment.Name, out var next) && Walk(term, depth + 1, next, ref found);
        }

        foreach (var entry in at.EnumerateObject())
        {
            found = true;
            if (CompareText(term, entry.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Compare(FilterTerm term, JsonElement leaf)
    {
        switch (term.Values[0].Type)
        {
            case FilterValueType.Number when leaf.ValueKind == JsonValueKind.Number && leaf.TryGetDecimal(out var number):
                return CompareOrdered(term, number, static value => value.Number);
            case FilterValueType.DateTime when leaf.ValueKind == JsonValueKind.String && leaf.TryGetDateTimeOffset(out var instant):
                return CompareOrdered(term, instant, static value => value.DateTime);
            case FilterValueType.Boolean when leaf.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return CompareOrdered(term, leaf.GetBoolean(), static value => value.Boolean);
            default:
                return CompareText(term, Text(leaf));
        }
    }

    /// <summary>A leaf as text: the string, or the JSON of anything else.</summary>
    private static string Text(JsonElement leaf) => leaf.ValueKind == JsonValueKind.String ? leaf.GetString()! : leaf.GetRawText();

    private static bool CompareOrdered<T>(FilterTerm term, T leaf, Func<FilterValue, T> read)
        where T : IComparable<T>
    {
        var any = false;
        foreach (var value in term.Values)
        {
            any |= leaf.CompareTo(read(value)) == 0;
        }

        var order = leaf.CompareTo(read(term.Values[0]));
        return term.Operator switch
        {
            FilterOperator.Eq or FilterOperator.In => any,
            FilterOperator.Neq or FilterOperator.Nin => !any,
            FilterOperator.Gt => order > 0,
            FilterOperator.Gte => order >= 0,
            FilterOperator.Lt => order < 0,
            FilterOperator.Lte => order <= 0,
            _ => CompareText(term, Convert.ToString(leaf, CultureInfo.InvariantCulture) ?? string.Empty),
        };
    }

    private static bool CompareText(FilterTerm term, string leaf)
    {
        var equal = false;
        var contained = false;
        foreach (var value in term.Values)
        {
            equal |= string.Equals(leaf, value.Text, StringComparison.Ordinal);
            contained |= leaf.Contains(value.Text, StringComparison.Ordinal);
        }

        var order = string.CompareOrdinal(leaf, term.Values[0].Text);
        return term.Operator switch
        {
            FilterOperator.Eq or FilterOperator.In => equal,
            FilterOperator.Neq or FilterOperator.Nin => !equal,
            FilterOperator.Gt => order > 0,
            FilterOperator.Gte => order >= 0,
            FilterOperator.Lt => order < 0,
            FilterOperator.Lte => order <= 0,
            FilterOperator.Cont => contained,
            _ => !contained,
        };
    }
}
