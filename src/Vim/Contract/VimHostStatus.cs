namespace NfvOrchestrator.Vim;

/// <summary>A host as an administrator sees it.</summary>
public sealed record VimHostStatus
{
    /// <summary>Name of the host.</summary>
    public required string Host { get; init; }

    /// <summary>Whether it runs.</summary>
    public required bool Up { get; init; }

    /// <summary>Whether servers may be placed on it.</summary>
    public required bool Schedulable { get; init; }

    /// <summary>Keys of the caller's servers that are on it; empty when it is drained.</summary>
    public IReadOnlyList<string> ServerKeys { get; set; } = [];

    /// <summary>Why servers could not be moved, by key.</summary>
    public IReadOnlyDictionary<string, VimError> Failures { get; set; } = new Dictionary<string, VimError>(StringComparer.Ordinal);
}
