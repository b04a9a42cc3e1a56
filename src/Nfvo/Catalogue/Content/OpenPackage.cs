using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>A stored package opened for reading its files.</summary>
internal sealed class OpenPackage : IDisposable
{
    private readonly Stream blob;

    private readonly PackageContainer? container;

    private OpenPackage(Stream blob, string mediaType)
    {
        this.blob = blob;
        container = mediaType == ContentTypes.Zip ? PackageContainer.Open(blob) : null;
        Files = container?.Files ?? new SingleFilePackage(blob);
    }

    public IPackageFiles Files { get; }

    /// <summary>Opens a package. A blob that is missing is a fault of the installation: 500 with words for whoever has to repair it.</summary>
    public static async Task<OpenPackage> OpenAsync(IBlobStore blobs, TenantId tenant, ContentLocation content, CancellationToken cancellationToken)
    {
        var opened = await OpenBlobAsync(blobs, tenant, content, cancellationToken);
        try
        {
            return new OpenPackage(opened, content.MediaType);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public static async Task<Stream> OpenBlobAsync(IBlobStore blobs, TenantId tenant, ContentLocation content, CancellationToken cancellationToken)
        => await blobs.OpenReadAsync(tenant, content.Blob, cancellationToken)
            ?? throw SolProblem.Internal($"The stored content '{content.Blob}' is missing in the blob store. Restore the folder of the blob store from its backup, or delete the resource and upload it again.").ToException();

    /// <summary>A file at an offset, as a stream that closes everything below it. Packed files have no random access: what comes before the offset is read and dropped.</summary>
    public static async ValueTask<Stream> OpenFileAsync(IBlobStore blobs, TenantId tenant, ContentLocation content, string path, long offset, CancellationToken cancellationToken)
    {
        var package = await OpenAsync(blobs, tenant, content, cancellationToken);
        try
        {
            var file = package.Files.Files.First(f => f.Path == path);
            var stream = package.Files.Open(file);
            await SkipAsync(stream, offset, cancellationToken);
            return new OwningStream(stream, [stream, package]);
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    public PackageFile? Find(string path) => Files.Files.FirstOrDefault(f => f.Path == path);

    public void Dispose()
    {
        container?.Dispose();
        blob.Dispose();
    }

    private static async Task SkipAsync(Stream stream, long bytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(bytes, 64 * 1024)];
        while (bytes > 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, bytes)), cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException("The file in the package is shorter than the archive says.");
            }
            bytes -= read;
        }
    }
}
