namespace NfvOrchestrator.Vim;

/// <summary>One put or delete of a batch.</summary>
public sealed record VimBatchItem
{
    /// <summary>What to do.</summary>
    public required VimBatchVerb Verb { get; init; }

    /// <summary>Kind of the resource.</summary>
    public required VimResourceKind Kind { get; init; }

    /// <summary>Key of the resource.</summary>
    public required string Key { get; init; }

    /// <summary>The specification; needed for PUT, and of the same kind.</summary>
    public VimResourceSpec? Spec { get; init; }
}
