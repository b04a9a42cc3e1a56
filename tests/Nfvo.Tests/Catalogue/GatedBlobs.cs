using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>Blobs whose reading waits until the test opens the gate.</summary>
internal sealed class GatedBlobs(IBlobStore inner) : IBlobStore
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiting;

    /// <summary>How many readers came to the gate.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    public void Open() => open.TrySetResult();

    public Task<BlobInfo> WriteAsync(TenantId tenant, string name, Stream content, long maxBytes, CancellationToken cancellationToken)
        => inner.WriteAsync(tenant, name, content, maxBytes, cancellationToken);

    public async Task<Stream?> OpenReadAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref waiting);
        await open.Task.WaitAsync(cancellationToken);
        return await inner.OpenReadAsync(tenant, name, cancellationToken);
    }

    public Task DeleteAsync(TenantId tenant, string name, CancellationToken cancellationToken) => inner.DeleteAsync(tenant, name, cancellationToken);
}
