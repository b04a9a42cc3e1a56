namespace NfvOrchestrator.Platform.Store;

/// <summary>The outcome of a commit: done, or refused because of the first precondition that did not hold (then nothing was written).</summary>
/// <param name="Conflict">Null when everything was written.</param>
public readonly record struct CommitResult(StoreConflict? Conflict)
{
    /// <summary>Whether everything was written.</summary>
    public bool Ok => Conflict is null;

    /// <summary>For writes whose preconditions can only fail through a bug or a lost lease.</summary>
    /// <exception cref="StoreConflictException">The batch was refused.</exception>
    public void ThrowIfConflict()
    {
        if (Conflict is { } conflict)
        {
            throw new StoreConflictException(conflict);
        }
    }
}

/// <summary>Which precondition of a batch did not hold.</summary>
/// <param name="Kind">What was wrong.</param>
/// <param name="Collection">The collection or queue.</param>
/// <param name="Id">The document or work item.</param>
public sealed record StoreConflict(StoreConflictKind Kind, string Collection, string Id);

/// <summary>What a refused precondition was about.</summary>
public enum StoreConflictKind
{
    /// <summary>An insert found a document with that id.</summary>
    AlreadyExists,

    /// <summary>A replacement, deletion or check found no document.</summary>
    Missing,

    /// <summary>A replacement, deletion or check found another version.</summary>
    VersionMismatch,

    /// <summary>The lease of a work item has passed to somebody else.</summary>
    LeaseLost,
}
