namespace NfvOrchestrator.Sol.Filtering;

/// <summary>
/// One term <c>(op,attribute,value…)</c> of a filter (SOL013 §5.2.2). It is judged over all values the path reaches (arrays fan out): with none,
/// only <see cref="FilterOperators.MatchesAbsent"/> operators hold; otherwise it holds when at least one value satisfies the operator. JSON null is absent.
/// </summary>
/// <param name="Operator">The comparison.</param>
/// <param name="Path">Steps from the resource to the leaf; at least one.</param>
/// <param name="Values">One value, or at least one for in, nin, cont and ncont; all of one type.</param>
public sealed record FilterTerm(FilterOperator Operator, IReadOnlyList<FilterPathSegment> Path, IReadOnlyList<FilterValue> Values);
