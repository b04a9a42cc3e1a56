namespace NfvOrchestrator.Platform.Store;

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
