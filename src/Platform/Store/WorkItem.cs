namespace NfvOrchestrator.Platform.Store;

/// <summary>
/// Something a worker has to do, stored in the same transaction as the change that made it necessary. Workers of any process claim items with a
/// lease; an item whose lease ran out is claimed again by the next, with a higher fence.
/// </summary>
public sealed record WorkItem
{
    /// <summary>Which workers it is for, for example <c>operations</c>.</summary>
    public required string Queue { get; init; }

    /// <summary>Identity within the queue: enqueueing it twice keeps one.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant whose work it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>
    /// Fairness group (a tenant, a network service, a subscriber): groups take turns, so that the backlog of one delays no other by more than one turn.
    /// </summary>
    public required string Group { get; init; }

    /// <summary>Items with the same key in one queue are claimed one at a time, in the order they were enqueued; null: no order.</summary>
    public string? OrderKey { get; init; }

    /// <summary>Not claimed before this time.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Text for the worker, at most 1 MiB; usually the id says enough.</summary>
    public string? Payload { get; init; }

    /// <summary>
    /// Assigned by the store when an item with an <see cref="OrderKey"/> is enqueued: 1, 2, 3… per queue, tenant and order key, without a gap, for ever
    /// (also after earlier items were completed). Zero for items without an order key, and before they are stored.
    /// </summary>
    public long Sequence { get; init; }
}
