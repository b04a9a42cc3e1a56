using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>The store as one process sees it. Once the process is dead it reads and writes nothing any more, while the store itself, and what others do in it, goes on.</summary>
internal sealed class MortalStore(IDocumentStore store) : IDocumentStore
{
    private volatile bool dead;

    public event Action<string>? WorkEnqueued
    {
        add => store.WorkEnqueued += value;
        remove => store.WorkEnqueued -= value;
    }

    /// <summary>From now on nothing gets through, in either direction.</summary>
    public void Die() => dead = true;

    public Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken)
        => Living().GetAsync(collection, tenant, id, cancellationToken);

    public Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken)
        => Living().QueryAsync(collection, tenant, query, cancellationToken);

    public Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken)
        => Living().QueryAllTenantsAsync(collection, query, cancellationToken);

    public Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken) => Living().CommitAsync(batch, cancellationToken);

    public Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken)
        => Living().ClaimAsync(queue, owner, max, lease, cancellationToken);

    public Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken)
        => Living().RenewAsync(claims, lease, cancellationToken);

    public Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken) => Living().ReleaseAsync(claims, cancellationToken);

    public Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken)
        => Living().NextNumbersAsync(tenant, counter, count, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken) => Living().NextDueAsync(queue, cancellationToken);

    private IDocumentStore Living() => dead ? throw new StoreUnavailableException("This process was killed by the test.", new IOException("killed")) : store;
}
