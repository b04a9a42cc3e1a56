namespace NfvOrchestrator.Vim;

/// <summary>Results in the order of the items.</summary>
/// <param name="Results">As many as items.</param>
public sealed record VimBatchResponse(IReadOnlyList<VimBatchResult> Results);
