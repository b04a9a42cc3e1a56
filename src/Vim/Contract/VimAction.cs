namespace NfvOrchestrator.Vim;

/// <summary>Something to do with a resource that is not a change of its specification.</summary>
public sealed record VimAction
{
    /// <summary>What to do.</summary>
    public required VimActionType Type { get; init; }

    /// <summary>
    /// The caller's identifier of this action. The same identifier sent again is not carried out again, which makes even a reboot repeatable.
    /// An adapter remembers the last 16 per resource.
    /// </summary>
    public required string ActionId { get; init; }

    /// <summary>Ask the guest to stop by itself before force is used; stop and reboot.</summary>
    public bool Graceful { get; set; } = true;

    /// <summary>Seconds the guest gets to stop by itself.</summary>
    public int GracefulTimeoutSeconds { get; set; } = 60;
}
