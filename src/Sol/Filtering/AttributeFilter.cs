using System.Text;
using System.Text.Json;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Sol.Filtering;

/// <summary>An attribute-based filter: all terms must hold (SOL013 §5.2).</summary>
/// <param name="Terms">The terms in the order written.</param>
public sealed record AttributeFilter(IReadOnlyList<FilterTerm> Terms)
{
    /// <summary>Longest accepted expression, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>Most terms in one expression.</summary>
    public const int MaxTerms = 32;

    /// <summary>The filter that lets everything pass.</summary>
    public static AttributeFilter All { get; } = new([]);

    /// <summary>
    /// Reads a filter expression (percent-decoded). With a schema, attributes must exist and values must fit their types; without one every step is a
    /// member and every value a string. Throws <see cref="SolProblemException"/> (400) that names the position.
    /// </summary>
    public static AttributeFilter Parse(string expression, FilterSchema? schema) => new FilterParser(expression, schema).Parse();

    /// <summary>Whether a resource passes. The reference for what a translation to a query language must do.</summary>
    public bool Matches(JsonElement resource)
    {
        foreach (var term in Terms)
        {
            if (!FilterEvaluator.Holds(term, resource))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The expression that parses to this filter.</summary>
    public string Format()
    {
        var text = new StringBuilder();
        foreach (var term in Terms)
        {
            text.Append(text.Length == 0 ? "(" : ";(").Append(term.Operator.Token()).Append(',');
            for (var i = 0; i < term.Path.Count; i++)
            {
                var segment = term.Path[i];
                text.Append(i == 0 ? string.Empty : "/").Append(segment.Kind == FilterSegmentKind.MapKey ? segment.Name : Escape(segment.Name));
            }

            foreach (var value in term.Values)
            {
                text.Append(',').Append(Quote(value.Text));
            }

            text.Append(')');
        }

        return text.ToString();
    }

    // '(' , ')' and ';' have no escape in names; the data model has no such names.
    private static string Escape(string name) => name.AsSpan().IndexOfAny("~/,@") < 0
        ? name
        : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            .Replace(",", "~a", StringComparison.Ordinal).Replace("@", "~b", StringComparison.Ordinal);

    private static string Quote(string value) => value.Length > 0 && value[0] != '\'' && value.AsSpan().IndexOfAny(',', ')') < 0
        ? value
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
