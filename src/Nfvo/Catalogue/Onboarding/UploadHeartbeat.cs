using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>Signs of life of one upload. When somebody else ended the upload, <see cref="Lost"/> stops the receiving.</summary>
internal sealed class UploadHeartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource lost;
    private readonly Task loop;

    public UploadHeartbeat(IDocumentStore store, TenantId tenant, string uploadId, UploadInProgress upload, TimeSpan every, TimeProvider clock, CancellationToken requestAborted)
    {
        lost = CancellationTokenSource.CreateLinkedTokenSource(requestAborted);
        loop = BeatAsync(store, tenant, uploadId, upload, every, clock);
    }

    /// <summary>Cancelled when the client is gone or the upload is no longer ours.</summary>
    public CancellationToken Lost => lost.Token;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
        lost.Dispose();
    }

    private async Task BeatAsync(IDocumentStore store, TenantId tenant, string uploadId, UploadInProgress upload, TimeSpan every, TimeProvider clock)
    {
        using var timer = new PeriodicTimer(every, clock);
        var version = 1L;
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                try
                {
                    var beat = new WriteBatch().Replace(CatalogueCollections.Uploads, tenant, uploadId, version, upload with { AliveAt = clock.GetUtcNow() });
                    if (!(await store.CommitAsync(beat, stop.Token)).Ok)
                    {
                        await lost.CancelAsync();
                        return;
                    }
                    version++;
                }
                catch (StoreUnavailableException)
                {
                    // Whether the beat was written is unknown, so its version is too. The next one tells: written, and our silence ends the upload; not written, and it goes on.
                    version = (await FindVersionAsync(store, tenant, uploadId)) ?? version;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The upload came to its end.
        }
    }

    private async Task<long?> FindVersionAsync(IDocumentStore store, TenantId tenant, string uploadId)
    {
        try
        {
            return (await store.GetAsync(CatalogueCollections.Uploads, tenant, uploadId, stop.Token))?.Version;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
