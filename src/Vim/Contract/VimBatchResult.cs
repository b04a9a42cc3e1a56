namespace NfvOrchestrator.Vim;

/// <summary>Result of one item.</summary>
public sealed record VimBatchResult
{
    /// <summary>Kind of the resource.</summary>
    public required VimResourceKind Kind { get; init; }

    /// <summary>Key of the resource.</summary>
    public required string Key { get; init; }

    /// <summary>HTTP status the single call would have had (200, 201, 202, 204, 4xx, 5xx).</summary>
    public required int Status { get; init; }

    /// <summary>The resource, unless it failed or is gone.</summary>
    public VimResource? Resource { get; init; }

    /// <summary>Why it failed.</summary>
    public VimError? Error { get; init; }
}
