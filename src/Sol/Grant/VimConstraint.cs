namespace NfvOrchestrator.Sol.Grant;

/// <summary>VIM constraint (SOL003 §9.5).</summary>
public sealed record VimConstraint
{
    /// <summary>Whether: same resource group.</summary>
    public bool? SameResourceGroup { get; init; }

    /// <summary>Resource.</summary>
    public required IReadOnlyList<ConstraintResourceRef> Resource { get; init; }
}
