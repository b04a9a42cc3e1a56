using System.Buffers.Binary;
using System.IO.Compression;
using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// A CSAR as a zip on a seekable stream (which stays the caller's). Entries are streamed, never held whole. Everything a
/// hostile or broken archive can do shows up in <see cref="ContainerDiagnostics"/>. Not safe for use by several threads at once.
/// </summary>
public sealed class ZipPackageFiles : IPackageFiles, IDisposable
{
    private const string Container = "(package)";

    /// <summary>Images are larger; their digests are in the manifest, and summing them up would take longer than that.</summary>
    private const long MaxSummed = 64 << 20;

    private readonly ZipArchive? _archive;
    private readonly long _length;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Reads the directory of the archive.</summary>
    public ZipPackageFiles(Stream seekable, PackageLimits? limits = null)
    {
        limits ??= PackageLimits.Default;
        Files = [];
        _length = seekable.Length;
        if (!CheckEndRecord(seekable, limits))
        {
            return;
        }

        try
        {
            _archive = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true);
            Files = Scan(_archive, limits);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            Error("TOSCA0001", Container, $"the zip archive is broken or truncated: {e.Message}", "upload the package again");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PackageFile> Files { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Diagnostic> ContainerDiagnostics => _diagnostics;

    /// <inheritdoc/>
    public PackageEnvelope? Envelope { get; internal init; }

    /// <inheritdoc/>
    public Stream Open(PackageFile file) =>
        _entries.TryGetValue(file.Path, out var entry)
            ? new BoundedStream(entry.Open(), file.SizeBytes, file.Path, file.SizeBytes <= MaxSummed ? entry.Crc32 : null)
            : throw new InvalidDataException($"'{file.Path}' is not in the package");

    /// <inheritdoc/>
    public void Dispose() => _archive?.Dispose();

    /// <summary>The stream of the framework for an entry, which can seek when the entry is stored without compression.</summary>
    internal Stream OpenRaw(string path) => _entries[path].Open();

    /// <summary>Looks at the end record first, so that a directory of a million entries is refused before it is read.</summary>
    private bool CheckEndRecord(Stream stream, PackageLimits limits)
    {
        var tail = new byte[(int)Math.Min(stream.Length, 65_557)];
        stream.Seek(-tail.Length, SeekOrigin.End);
        stream.ReadExactly(tail);
        stream.Seek(0, SeekOrigin.Begin);
        for (var i = tail.Length - 22; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) != 0x06054b50)
            {
                continue;
            }

            var count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(i + 10));
            var size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i + 12));
            if (count > limits.MaxEntries || size > (long)limits.MaxEntries * (limits.MaxPathLength + 512))
            {
                Error("TOSCA0003", Container, $"the archive has {count} entries or a directory of {size} bytes; at most {limits.MaxEntries} entries are allowed", "pack only what the VNF needs");
                return false;
            }

            return true;
        }

        Error("TOSCA0001", Container, stream.Length == 0 ? "the package is empty" : "not a zip archive, or one that was cut off: it has no end-of-central-directory record", "upload the package again");
        return false;
    }

    private List<PackageFile> Scan(ZipArchive archive, PackageLimits limits)
    {
        var files = new List<PackageFile>();
        long total = 0, packed = 0;
        foreach (var entry in archive.Entries)
        {
            var written = entry.FullName.Replace('\\', '/');
            if (written.EndsWith('/') || written is "" or ".")
            {
                continue;
            }

            if (!PackagePath.IsSafe(written) || written.Length > limits.MaxPathLength || PackagePath.Resolve("", written) is not { } path)
            {
                Error("TOSCA0002", Shorten(written), "the entry leads out of the archive, is absolute, has control characters, or its path is too long (zip slip)", "use paths relative to the root of the package");
                continue;
            }

            if (entry.FullName.Contains('\\', StringComparison.Ordinal))
            {
                _diagnostics.Add(new Diagnostic("TOSCA0020", Severity.Warning, path, 0, 0, "the path is written with backslashes in the archive; they are read as slashes", "APPNOTE 4.4.17.1", "pack with a tool that writes forward slashes"));
            }

            if (((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000)
            {
                Error("TOSCA0005", path, "the entry is a symbolic link; links are not followed", "pack the file itself");
                continue;
            }

            if (entry.IsEncrypted)
            {
                Error("TOSCA0005", path, "the entry is encrypted with a zip password", "SOL004 encrypts artifacts with CMS, never with zip passwords");
                continue;
            }

            if (entry.Length > 1 << 20 && entry.Length / Math.Max(1, entry.CompressedLength) > limits.MaxCompressionRatio)
            {
                Error("TOSCA0003", path, $"the entry unpacks from {entry.CompressedLength} to {entry.Length} bytes, more than {limits.MaxCompressionRatio} times (zip bomb)", "store such a file outside of the package and name it by URI");
                continue;
            }

            if (!_entries.TryAdd(path, entry))
            {
                Error("TOSCA0004", path, "the archive has two entries of this name", "pack it once");
                continue;
            }

            total = checked(total + entry.Length);
            packed += entry.CompressedLength;
            files.Add(new PackageFile(path, entry.Length));
        }

        if (total > limits.MaxUncompressedBytes)
        {
            Error("TOSCA0003", Container, $"the archive unpacks to {total} bytes; at most {limits.MaxUncompressedBytes} are allowed", "name large images by URI instead of packing them");
            return [];
        }

        // entries that share their packed bytes (overlapping ones) claim more of them than the archive has
        if (packed > _length)
        {
            Error("TOSCA0003", Container, $"the entries claim {packed} packed bytes, but the archive has {_length} (overlapping entries, a zip bomb)", "pack it again");
            return [];
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static string Shorten(string path) => path.Length > 120 ? path[..120] + "…" : path;

    private void Error(string code, string file, string message, string hint) =>
        _diagnostics.Add(new Diagnostic(code, Severity.Error, file, 0, 0, message, "SOL004 §4.1", hint));
}
