using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>
/// The attribute filters of the 2.3 and 2.4 generation (SOL003 2.4.1 §4.3.2): each attribute a query parameter, <c>attribute.below.op=value,value</c>, the operator
/// <c>eq</c> when none is named. Read on v1 URIs only, and turned into today's expression, which judges names and values.
/// </summary>
internal static class LegacyFilter
{
    private static readonly FrozenSet<string> Operators = new[] { "eq", "neq", "gt", "lt", "gte", "lte", "cont", "ncont" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a query parameter can be one of these filters at all: a name of letters, digits, dots.</summary>
    public static bool LooksLikeOne(string name) => name.Length > 0 && char.IsAsciiLetterLower(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>The expression of all parameters that are no others; null when there is none.</summary>
    public static string? Read(IQueryCollection query, IReadOnlyCollection<string> others)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in query)
        {
            if (others.Contains(name))
            {
                continue;
            }
            var dot = name.LastIndexOf('.');
            var named = dot > 0 && Operators.Contains(name[(dot + 1)..]);
            var attribute = (named ? name[..dot] : name).Replace('.', '/');
            var several = values.ToString().Split(',');
            var op = (named ? name[(dot + 1)..] : "eq", several.Length) switch
            {
                ("eq", > 1) => "in",
                ("neq", > 1) => "nin",
                var (single, _) => single,
            };
            text.Append(text.Length == 0 ? "(" : ";(").Append(op).Append(',').Append(attribute);
            foreach (var value in several)
            {
                text.Append(",'").Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
            }
            text.Append(')');
        }
        return text.Length == 0 ? null : text.ToString();
    }
}
