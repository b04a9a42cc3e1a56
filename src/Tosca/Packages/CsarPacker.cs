using System.IO.Compression;
using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Packs files to a CSAR (SOL004 §4.1.2): adds TOSCA-Metadata where it is absent and lists every file with its digest in the
/// manifest. The same files give the same bytes: TOSCA.meta first, then the manifest, then the others by name; time stamps fixed.
/// </summary>
public static class CsarPacker
{
    // zip knows no time before 1980
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Regular file, rw-r--r--, as the upper half of the external attributes of a zip entry.</summary>
    private const int FileMode0644 = unchecked((int)0x81A40000);

    /// <summary>Packs a directory; <paramref name="destination"/> stays open.</summary>
    /// <exception cref="InvalidDataException">The directory has no entry definitions that could be named.</exception>
    public static void Pack(string directory, Stream destination, CsarPackOptions? options = null) => Pack(new DirectoryPackageFiles(directory), destination, options);

    /// <summary>Packs into a file, which appears when it is complete.</summary>
    /// <exception cref="InvalidDataException">The directory has no entry definitions that could be named.</exception>
    public static void Pack(string directory, string csarPath, CsarPackOptions? options = null) => WriteFile(csarPath, file => Pack(directory, file, options));

    /// <summary>Packs the files of a directory, or those of a CSAR again.</summary>
    /// <exception cref="InvalidDataException">There are no entry definitions that could be named, or a file cannot be read.</exception>
    public static void Pack(IPackageFiles files, Stream destination, CsarPackOptions? options = null)
    {
        options ??= CsarPackOptions.Default;
        if (files.ContainerDiagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } broken)
        {
            throw new InvalidDataException(broken.ToString());
        }

        var diagnostics = new DiagnosticBag(strict: false, limit: 20);
        var layout = new EntryLocator(files, diagnostics).Locate();
        var entry = layout.EntryDefinitions ?? throw new InvalidDataException(diagnostics.ToList() is [var first, ..] ? first.ToString() : "the package has no files to pack");
        var manifestPath = layout.Manifest ?? Path.GetFileNameWithoutExtension(PackagePath.FileName(entry)) + ".mf";
        var generated = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        if (Meta(files, layout, entry, manifestPath) is { } meta)
        {
            generated[layout.MetaFile ?? ToscaMeta.Path] = meta;
        }

        if (layout.Manifest is null || !options.KeepManifest)
        {
            generated[manifestPath] = ManifestWriter.Write(files, layout, manifestPath, generated, options);
        }

        var paths = files.Files.Select(f => f.Path).Union(generated.Keys, StringComparer.Ordinal)
            .OrderBy(p => string.Equals(p, ToscaMeta.Path, StringComparison.OrdinalIgnoreCase) ? 0 : p == manifestPath ? 1 : 2)
            .ThenBy(p => p, StringComparer.Ordinal);
        var byPath = files.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        using var zip = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var path in paths)
        {
            using var source = generated.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : files.Open(byPath[path]);
            Add(zip, path, source, CompressionLevel.Optimal);
        }
    }

    /// <summary>Puts a CSAR that is signed as a whole into a zip with its signature and certificate (SOL004 §5.1, option 2). The CSAR is stored without compression, so that it can be read in place.</summary>
    /// <param name="csarName">Name of the CSAR inside, e.g. <c>amf.csar</c>.</param>
    /// <param name="csar">The CSAR.</param>
    /// <param name="signature">CMS signature, DER or PEM.</param>
    /// <param name="certificate">Certificate as PEM, or null when it is inside the signature.</param>
    /// <param name="destination">Stays open.</param>
    public static void Wrap(string csarName, Stream csar, byte[] signature, byte[]? certificate, Stream destination)
    {
        var stem = Path.GetFileNameWithoutExtension(csarName);
        using var zip = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, csarName, csar, CompressionLevel.NoCompression);
        Add(zip, stem + ".cms", new MemoryStream(signature), CompressionLevel.NoCompression);
        if (certificate is not null)
        {
            Add(zip, stem + ".cert", new MemoryStream(certificate), CompressionLevel.NoCompression);
        }
    }

    /// <summary>Writes a file that appears under its name only when it is complete.</summary>
    public static void WriteFile(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var partial = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}");
        try
        {
            using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(file);
            }

            File.Move(partial, full, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void Add(ZipArchive zip, string path, Stream source, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = s_time;
        entry.ExternalAttributes = FileMode0644;
        using var target = entry.Open();
        source.CopyTo(target);
    }

    /// <summary>TOSCA.meta as it must be: made, or completed by the entries for what is in the package. Null: it is right already.</summary>
    private static byte[]? Meta(IPackageFiles files, PackageLayout layout, string entry, string manifest)
    {
        var entries = new List<(string Key, string? Value)>
        {
            ("ETSI-Entry-Manifest", manifest), ("ETSI-Entry-Change-Log", layout.ChangeLog), ("ETSI-Entry-Licenses", layout.LicensesFolder), ("ETSI-Entry-Tests", layout.TestsFolder), ("ETSI-Entry-Certificate", layout.Certificate),
        };
        entries.RemoveAll(e => e.Value is null || layout.Meta.ContainsKey(e.Key) || layout.Meta.ContainsKey(e.Key[5..]));
        var added = entries.ConvertAll(e => $"{e.Key}: {e.Value}");
        if (layout.MetaFile is not { } path)
        {
            return Encoding.UTF8.GetBytes($"TOSCA-Meta-File-Version: 1.1\nCSAR-Version: 1.1\nCreated-By: NfvOrchestrator\nEntry-Definitions: {entry}\n{string.Join('\n', added)}\n");
        }

        if (added.Count == 0)
        {
            return null;
        }

        using var reader = new StreamReader(files.Open(files.Files.First(f => f.Path == path)));
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').ToList();
        lines.InsertRange(lines.FindIndex(l => l.StartsWith("Entry-Definitions", StringComparison.OrdinalIgnoreCase)) + 1, added);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}
