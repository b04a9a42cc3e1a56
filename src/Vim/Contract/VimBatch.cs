using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Several puts and deletes in one call. Items are carried out in order and each for itself: a failed one does not undo or stop the others.</summary>
/// <param name="Items">1 to <see cref="MaxItems"/> items.</param>
public sealed record VimBatchRequest(IReadOnlyList<VimBatchItem> Items)
{
    /// <summary>Most items of one batch.</summary>
    public const int MaxItems = 100;
}

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

/// <summary>What a batch item does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimBatchVerb>))]
public enum VimBatchVerb
{
    /// <summary>Create, adopt or update.</summary>
    PUT,

    /// <summary>Delete, or find it gone.</summary>
    DELETE,

    /// <summary>Read: to follow many resources with one call.</summary>
    GET,
}

/// <summary>Results in the order of the items.</summary>
/// <param name="Results">As many as items.</param>
public sealed record VimBatchResponse(IReadOnlyList<VimBatchResult> Results);

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
