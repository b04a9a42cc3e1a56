using System.Security.Cryptography;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Paging;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>The codec of page markers. Its key lives in the store, so that any copy of a service, also after a restart, understands a marker that another one gave out.</summary>
public sealed class PageMarkers(IDocumentStore store, TimeProvider clock) : IDisposable
{
    private const string KeyId = "page-markers";

    private readonly SemaphoreSlim gate = new(1, 1);
    private PageMarkerCodec? codec;

    /// <summary>Reads the codec, making its key on first use of a new installation.</summary>
    public async ValueTask<PageMarkerCodec> GetCodecAsync(CancellationToken cancellationToken)
    {
        if (codec is { } ready)
        {
            return ready;
        }
        await gate.WaitAsync(cancellationToken);
        try
        {
            return codec ??= new PageMarkerCodec(await ReadKeyAsync(cancellationToken), clock);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<byte[]> ReadKeyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await store.GetAsync(ResourceCollections.PlatformKeys, TenantId.System, KeyId, cancellationToken) is { } stored)
            {
                return stored.Value.Key;
            }
            var made = new PlatformKey(RandomNumberGenerator.GetBytes(32));
            // Two copies starting at once: one insert wins, both read the winner's.
            await store.CommitAsync(new WriteBatch().Insert(ResourceCollections.PlatformKeys, TenantId.System, KeyId, made), cancellationToken);
        }
    }
}
