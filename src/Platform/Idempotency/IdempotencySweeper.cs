using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Idempotency;

/// <summary>Forgets idempotency keys whose time is over.</summary>
internal sealed class IdempotencySweeper(IDocumentStore store, IdempotencyOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<IdempotencySweeper> logger)
    : BackgroundLoop("idempotency.sweeper", registry, time, logger)
{
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(IdempotencyStore.Collection, new StoreQuery { AfterId = after, Limit = 1000 }, cancellationToken);
            var now = Time.GetUtcNow();
            var batch = new WriteBatch();
            foreach (var record in page.Items.Where(r => r.Value.ExpiresAt <= now))
            {
                batch.Delete(IdempotencyStore.Collection, record.Tenant, record.Id, record.Version);
            }
            if (batch.Writes.Count > 0)
            {
                // refused when a key was taken anew just now; the next sweep takes the rest
                await store.CommitAsync(batch, cancellationToken);
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        return options.SweepEvery;
    }
}
