namespace NfvOrchestrator.Platform.Store;

/// <summary>
/// Where a service keeps what it must not forget: versioned JSON documents in typed collections, changed in atomic batches, and queues of work
/// claimed with leases. SQLite and PostgreSQL stand behind it; one contract test-suite holds both to the same behaviour. All members are
/// thread-safe. Failures of the database surface as <see cref="StoreUnavailableException"/> after the store's own retries.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Reads one document; null when the tenant has none with that id.</summary>
    Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Reads a page of one tenant's documents.</summary>
    Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken);

    /// <summary>Reads a page over all tenants, ascending by (tenant, id), for background work of the installation; never reachable from a request.
    /// <see cref="StoreQuery.AfterId"/> holds an opaque position taken from <see cref="StorePage{T}.NextAfterId"/> here.</summary>
    Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken);

    /// <summary>Applies a batch atomically and durably, or nothing of it.</summary>
    Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken);

    /// <summary>Claims up to <paramref name="max"/> due items of a queue for <paramref name="lease"/>, groups taking turns, order keys respected.</summary>
    Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Prolongs leases; returns those that are still ours with their new end. A claim that is missing from the answer is lost.</summary>
    Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Hands claimed items back at once (graceful shutdown), due now, for another process to take.</summary>
    Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken);

    /// <summary>Takes the next <paramref name="count"/> numbers of a named counter of a tenant; returns the first. Counters start at 1, never repeat, and can have gaps after a crash.</summary>
    Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken);

    /// <summary>When the next item of a queue becomes claimable (due, or its lease ends); null when the queue is empty. Lets workers sleep instead of poll.</summary>
    Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken);

    /// <summary>Raised (best effort, within this process) after a commit that enqueued items; the argument is the queue. Other processes notice by polling.</summary>
    event Action<string>? WorkEnqueued;
}
