namespace NfvOrchestrator.Platform.Store;

/// <summary>A work item that is ours until the lease runs out.</summary>
/// <param name="Item">The item.</param>
/// <param name="Owner">The worker process that holds it.</param>
/// <param name="Fence">Grows with each claim of this item; writes with an older fence are refused.</param>
/// <param name="Attempt">How often it was claimed, this time included.</param>
/// <param name="LeaseUntil">When the lease ends unless it is renewed.</param>
public sealed record WorkClaim(WorkItem Item, string Owner, long Fence, int Attempt, DateTimeOffset LeaseUntil);
