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
