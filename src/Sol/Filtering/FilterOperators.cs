namespace NfvOrchestrator.Sol.Filtering;

/// <summary>Facts about <see cref="FilterOperator"/>.</summary>
public static class FilterOperators
{
    private static readonly string[] Tokens = ["eq", "neq", "gt", "gte", "lt", "lte", "in", "nin", "cont", "ncont"];

    /// <summary>The operator as written in a filter expression.</summary>
    public static string Token(this FilterOperator op) => Tokens[(int)op];

    /// <summary>Whether an absent attribute satisfies the operator (neq, nin, ncont).</summary>
    public static bool MatchesAbsent(this FilterOperator op) => op is FilterOperator.Neq or FilterOperator.Nin or FilterOperator.Ncont;

    /// <summary>Whether the operator takes several values (in, nin, cont, ncont).</summary>
    public static bool TakesSeveral(this FilterOperator op) => op >= FilterOperator.In;

    /// <summary>Whether the operator compares by order (gt, gte, lt, lte).</summary>
    public static bool IsOrdering(this FilterOperator op) => op is >= FilterOperator.Gt and <= FilterOperator.Lte;

    /// <summary>Reads an operator token; exact case.</summary>
    public static bool TryParse(ReadOnlySpan<char> token, out FilterOperator op)
    {
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (token.SequenceEqual(Tokens[i]))
            {
                op = (FilterOperator)i;
                return true;
            }
        }

        op = default;
        return false;
    }
}
