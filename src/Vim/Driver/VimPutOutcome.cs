namespace NfvOrchestrator.Vim;

/// <summary>What a put did.</summary>
public enum VimPutOutcome
{
    /// <summary>It was there with this specification.</summary>
    Unchanged,

    /// <summary>It was made.</summary>
    Created,

    /// <summary>It was changed.</summary>
    Updated,
}
