using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Blobs;

/// <summary>
/// Package content: large, written once, streamed, never whole in memory. A blob becomes visible only when it was written completely;
/// an upload that breaks off leaves nothing.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores a stream under a name of the tenant and returns its size and SHA-256; replaces an older blob of that name atomically.</summary>
    /// <exception cref="BlobTooLargeException">More than <paramref name="maxBytes"/> arrived; nothing is kept.</exception>
    Task<BlobInfo> WriteAsync(TenantId tenant, string name, Stream content, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Opens a blob for reading, seekable; null when there is none.</summary>
    Task<Stream?> OpenReadAsync(TenantId tenant, string name, CancellationToken cancellationToken);

    /// <summary>Deletes a blob; nothing happens when there is none.</summary>
    Task DeleteAsync(TenantId tenant, string name, CancellationToken cancellationToken);
}
