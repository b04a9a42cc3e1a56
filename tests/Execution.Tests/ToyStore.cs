using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Execution.Tests;

/// <summary>The store as one process sees it. The process can die at a chosen commit, before or after it took effect: then no call comes back any more.</summary>
internal sealed class ToyStore : IDocumentStore
{
    private readonly IDocumentStore inner;
    private int commits;

    public ToyStore(IDocumentStore inner)
    {
        this.inner = inner;
        inner.WorkEnqueued += q =>
        {
            if (!Dead)
            {
                WorkEnqueued?.Invoke(q);
            }
        };
    }

    public event Action<string>? WorkEnqueued;

    public bool Dead { get; private set; }

    /// <summary>Commits until the process dies; null: it lives.</summary>
    public int? DiesAt { get; set; }

    /// <summary>Whether the commit it dies at reached the database.</summary>
    public bool DiesAfter { get; set; }

    /// <summary>Happens after the next read of one document of a collection, before the reader has it.</summary>
    public (string Collection, Func<Task> What)? AfterNextGet { get; set; }

    public Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken) => ReachAsync(async () =>
    {
        var read = await inner.GetAsync(collection, tenant, id, cancellationToken);
        if (AfterNextGet is var (name, what) && name == collection.Name)
        {
            AfterNextGet = null;
            await what();
        }
        return read;
    });

    public Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken)
        => ReachAsync(() => inner.QueryAsync(collection, tenant, query, cancellationToken));

    public Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken)
        => ReachAsync(() => inner.QueryAllTenantsAsync(collection, query, cancellationToken));

    public Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken) => ReachAsync(async () =>
    {
        var last = Interlocked.Increment(ref commits) == DiesAt;
        Dead |= last && !DiesAfter;
        var result = Dead ? default! : await inner.CommitAsync(batch, cancellationToken);
        Dead |= last;
        return result;
    });

    public Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken)
        => ReachAsync(() => inner.ClaimAsync(queue, owner, max, lease, cancellationToken));

    public Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken)
        => ReachAsync(() => inner.RenewAsync(claims, lease, cancellationToken));

    public Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken) => ReachAsync(async () =>
    {
        await inner.ReleaseAsync(claims, cancellationToken);
        return true;
    });

    public Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken)
        => ReachAsync(() => inner.NextNumbersAsync(tenant, counter, count, cancellationToken));

    public Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken) => ReachAsync(() => inner.NextDueAsync(queue, cancellationToken));

    /// <summary>Never returns once the process is dead.</summary>
    public async Task<T> ReachAsync<T>(Func<Task<T>> call)
    {
        if (!Dead)
        {
            var result = await call();
            if (!Dead)
            {
                return result;
            }
        }
        return await new TaskCompletionSource<T>().Task;
    }
}
