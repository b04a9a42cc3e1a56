namespace NfvOrchestrator.Sol.Filtering;

/// <summary>An attribute-based filter: all terms must hold (SOL013 §5.2).</summary>
/// <param name="Terms">The terms in the order written.</param>
public sealed partial record AttributeFilter(IReadOnlyList<FilterTerm> Terms)
{
    /// <summary>Longest accepted expression, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>Most terms in one expression.</summary>
    public const int MaxTerms = 32;

    /// <summary>The filter that lets everything pass.</summary>
    public static AttributeFilter All { get; } = new([]);
}
