namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>Why the resources of an account are not followed: what changes there is not noticed meanwhile.</summary>
/// <param name="Since">When the first look failed after the last good one.</param>
/// <param name="Times">Looks that failed since.</param>
/// <param name="Reason">What the last one failed of.</param>
internal sealed record FollowTrouble(DateTimeOffset Since, int Times, string Reason);
