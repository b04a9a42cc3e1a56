namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>An action that was asked for; written before it is sent, so that a repetition knows.</summary>
/// <param name="Action">What was asked.</param>
/// <param name="At">When it was written.</param>
/// <param name="Sent">OpenStack accepted it.</param>
/// <param name="Host">Host of the server before.</param>
/// <param name="ShallRun">Whether the server was to run before: so it is again when the action is refused.</param>
/// <param name="RequestId">Nova's identifier of the request; null where it had several or none.</param>
internal sealed record PendingAction(VimAction Action, DateTimeOffset At, bool Sent, string? Host = null, bool? ShallRun = null, string? RequestId = null);
