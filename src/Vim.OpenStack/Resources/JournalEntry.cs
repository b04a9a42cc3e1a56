namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What Nova's journal of a server tells of one request.</summary>
/// <param name="IsTaken">Nova has an entry of it.</param>
/// <param name="IsEnded">Nothing of it is under way any more.</param>
/// <param name="Failure">Why it failed; null: no part of it did.</param>
internal sealed record JournalEntry(bool IsTaken, bool IsEnded, VimError? Failure);
