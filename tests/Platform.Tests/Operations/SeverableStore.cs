using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Operations;

/// <summary>A store that a dead process can no longer reach: its calls never come back.</summary>
internal sealed class SeverableStore : IDocumentStore
{
    private readonly IDocumentStore inner;

    public SeverableStore(IDocumentStore inner)
    {
        this.inner = inner;
        inner.WorkEnqueued += q =>
        {
            if (!Severed)
            {
                WorkEnqueued?.Invoke(q);
            }
        };
    }

    public event Action<string>? WorkEnqueued;

    public bool Severed { get; set; }

    public Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken)
        => ReachAsync(() => inner.GetAsync(collection, tenant, id, cancellationToken));

    public Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken)
        => ReachAsync(() => inner.QueryAsync(collection, tenant, query, cancellationToken));

    public Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken)
        => ReachAsync(() => inner.QueryAllTenantsAsync(collection, query, cancellationToken));

    public Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken)
        => ReachAsync(() => inner.CommitAsync(batch, cancellationToken));

    public Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken)
        => ReachAsync(() => inner.ClaimAsync(queue, owner, max, lease, cancellationToken));

    public Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken)
        => ReachAsync(() => inner.RenewAsync(claims, lease, cancellationToken));

    public Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken)
        => ReachAsync(async () =>
        {
            await inner.ReleaseAsync(claims, cancellationToken);
            return true;
        });

    public Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken)
        => ReachAsync(() => inner.NextNumbersAsync(tenant, counter, count, cancellationToken));

    public Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken)
        => ReachAsync(() => inner.NextDueAsync(queue, cancellationToken));

    /// <summary>Never returns once severed; used by test handlers too, so that code of a dead process stands still.</summary>
    public async Task<T> ReachAsync<T>(Func<Task<T>> call)
    {
        if (!Severed)
        {
            var result = await call();
            if (!Severed)
            {
                return result;
            }
        }
        return await new TaskCompletionSource<T>().Task;
    }
}
