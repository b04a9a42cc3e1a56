namespace NfvOrchestrator.Vim;

/// <summary>Something to do with a host; for accounts of administrators.</summary>
public sealed record VimHostAction
{
    /// <summary>What to do.</summary>
    public required VimHostActionType Type { get; init; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; init; }
}
