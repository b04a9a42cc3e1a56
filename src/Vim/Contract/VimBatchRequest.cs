namespace NfvOrchestrator.Vim;

/// <summary>Several puts and deletes in one call. Items are carried out in order and each for itself: a failed one does not undo or stop the others.</summary>
/// <param name="Items">1 to <see cref="MaxItems"/> items.</param>
public sealed record VimBatchRequest(IReadOnlyList<VimBatchItem> Items)
{
    /// <summary>Most items of one batch.</summary>
    public const int MaxItems = 100;
}
