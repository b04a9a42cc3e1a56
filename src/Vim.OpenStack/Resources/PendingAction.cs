namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>An action that was asked for; written before it is sent, so that a repetition knows.</summary>
/// <param name="Action">What was asked.</param>
/// <param name="At">When it was written.</param>
/// <param name="Sent">OpenStack accepted it.</param>
/// <param name="Host">Host of the server before.</param>
internal sealed record PendingAction(VimAction Action, DateTimeOffset At, bool Sent, string? Host = null);
