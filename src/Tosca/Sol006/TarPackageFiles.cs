using System.Formats.Tar;
using System.IO.Compression;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>
/// A package as a gzipped tar on a seekable stream (which stays the caller's), the form in which OSM packs. The one folder around everything is
/// taken away. A tar has no directory: opening a file reads the archive from its start, which is fit for the few files a descriptor needs. Bounded like a zip.
/// </summary>
public sealed class TarPackageFiles : IPackageFiles
{
    private const string Container = "(package)";
    private readonly Stream _stream;
    private readonly PackageLimits _limits;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Lists the archive; everything wrong with it is in <see cref="ContainerDiagnostics"/>.</summary>
    public TarPackageFiles(Stream seekable, PackageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(seekable);
        (_stream, _limits) = (seekable, limits ?? PackageLimits.Default);
        Files = [];
        try
        {
            Files = Scan();
            _diagnostics.Add(new Diagnostic("TOSCA0036", Severity.Warning, Container, 0, 0, "the package is a gzipped tar, as OSM packs; SOL004 wants a zip", "SOL004 §4.1.1", "'nfvctl package pack' makes a CSAR of it"));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            Error("TOSCA0001", Container, $"the gzipped tar is broken or truncated: {e.Message}", "upload the package again");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PackageFile> Files { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Diagnostic> ContainerDiagnostics => _diagnostics;

    /// <summary>True when a stream begins like gzip; the position is put back.</summary>
    public static bool IsGzip(Stream seekable)
    {
        ArgumentNullException.ThrowIfNull(seekable);
        seekable.Position = 0;
        Span<byte> magic = stackalloc byte[2];
        var read = seekable.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        seekable.Position = 0;
        return read == 2 && magic is [0x1f, 0x8b];
    }

    /// <inheritdoc/>
    public Stream Open(PackageFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!_names.TryGetValue(file.Path, out var name))
        {
            throw new InvalidDataException($"'{file.Path}' is not in the package");
        }

        using var reader = Reader();
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name == name && entry.DataStream is not null)
            {
                // the archive goes on behind the entry, so its content is taken out; the size was bounded when it was listed
                var copy = new MemoryStream((int)Math.Min(entry.Length, _limits.MaxUncompressedBytes));
                entry.DataStream.CopyTo(copy);
                copy.Position = 0;
                return copy;
            }
        }

        return new MemoryStream([], writable: false);
    }

    private TarReader Reader()
    {
        _stream.Position = 0;
        return new TarReader(new BoundedReader(new GZipStream(_stream, CompressionMode.Decompress, leaveOpen: true), Math.Min(_limits.MaxUncompressedBytes, MaxTotal)));
    }

    /// <summary>Files are held whole while they are read, so a tar may hold less than a zip.</summary>
    private const long MaxTotal = 1L << 30;

    private List<PackageFile> Scan()
    {
        var entries = new List<(string Path, string Name, long Size)>();
        using (var reader = Reader())
        {
            while (reader.GetNextEntry() is { } entry)
            {
                var path = entry.Name.Replace('\\', '/');
                path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
                if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes || path.Length == 0)
                {
                    continue;
                }

                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                {
                    Error("TOSCA0005", Shorten(path), $"the entry is a {entry.EntryType}; only files are read", "pack the file itself");
                    continue;
                }

                if (!PackagePath.IsSafe(path) || path.Length > _limits.MaxPathLength)
                {
                    Error("TOSCA0002", Shorten(path), "the entry leads out of the archive, is absolute, or its path is too long", "use paths relative to the root of the package");
                    continue;
                }

                entries.Add((path, entry.Name, entry.Length));
                if (entries.Count > _limits.MaxEntries)
                {
                    Error("TOSCA0003", Container, $"the archive has more than {_limits.MaxEntries} entries", "pack only what is needed");
                    return [];
                }
            }
        }

        var folder = entries.Count > 0 && entries[0].Path.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? entries[0].Path[..(slash + 1)] : "";
        var strip = folder.Length > 0 && entries.TrueForAll(e => e.Path.StartsWith(folder, StringComparison.Ordinal) && e.Path.Length > folder.Length) ? folder.Length : 0;
        var files = new List<PackageFile>();
        foreach (var (path, name, size) in entries)
        {
            if (!_names.TryAdd(path[strip..], name))
            {
                Error("TOSCA0004", path, "the archive has two entries of this name", "pack it once");
                continue;
            }

            files.Add(new PackageFile(path[strip..], size));
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static string Shorten(string path) => path.Length > 120 ? path[..120] + "…" : path;

    private void Error(string code, string file, string message, string hint) =>
        _diagnostics.Add(new Diagnostic(code, Severity.Error, file, 0, 0, message, "SOL004 §4.1", hint));

    /// <summary>Stops a bomb: a gzip that unpacks to more than allowed is broken.</summary>
    private sealed class BoundedReader(Stream inner, long limit) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var n = inner.Read(buffer);
            _read += n;
            return _read <= limit ? n : throw new InvalidDataException($"it unpacks to more than {limit} bytes");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
