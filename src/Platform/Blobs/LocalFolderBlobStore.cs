using System.Buffers;
using System.Security.Cryptography;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Blobs;

/// <summary>
/// Blobs as files of a folder. An upload goes to a temporary file, which is made durable and then renamed: readers see the old content or the
/// new one, never a part. What a crash leaves of an upload is a <c>.part</c> file, removed by <see cref="RemoveAbandonedUploads"/>.
/// </summary>
public sealed class LocalFolderBlobStore : IBlobStore
{
    private const int BufferSize = 128 * 1024;
    private readonly string root;

    /// <summary>A store in the folder of the options.</summary>
    public LocalFolderBlobStore(LocalFolderBlobOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Folder);
        root = Directory.CreateDirectory(options.Folder).FullName;
    }

    /// <inheritdoc/>
    public async Task<BlobInfo> WriteAsync(TenantId tenant, string name, Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = FilePath(tenant, name);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            FolderSync.Flush(root);
        }
        // '~' cannot come from a blob's name, so that an upload never meets a blob
        var partial = Path.Combine(folder, "~" + Guid.CreateVersion7().ToString("N") + ".part");
        try
        {
            var info = await CopyAsync(content, partial, maxBytes, cancellationToken);
            File.Move(partial, path, overwrite: true);
            FolderSync.Flush(folder);
            return info;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenReadAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                FilePath(tenant, name),
                new FileStreamOptions
                {
                    Mode = FileMode.Open,
                    Access = FileAccess.Read,
                    Share = FileShare.Read | FileShare.Delete,
                    Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                }));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = FilePath(tenant, name);
        if (File.Exists(path))
        {
            File.Delete(path);
            FolderSync.Flush(Path.GetDirectoryName(path)!);
        }
        return Task.CompletedTask;
    }

    /// <summary>Removes what uploads that were cut off by a crash have left. Uploads in progress in other processes are safe: only files untouched since then go.</summary>
    /// <param name="untouchedSince">Files written later than this stay.</param>
    /// <returns>How many files were removed.</returns>
    public int RemoveAbandonedUploads(DateTimeOffset untouchedSince)
    {
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(root, "~*.part", SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(file) < untouchedSince.UtcDateTime)
            {
                File.Delete(file);
                removed++;
            }
        }
        return removed;
    }

    private static async Task<BlobInfo> CopyAsync(Stream content, string path, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                size += read;
                if (size > maxBytes)
                {
                    throw new BlobTooLargeException(maxBytes);
                }
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            file.Flush(flushToDisk: true);
            return new BlobInfo(size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string FilePath(TenantId tenant, string name) => Path.Combine(root, BlobNames.ToFileName(tenant.Value), BlobNames.ToFileName(name));
}
