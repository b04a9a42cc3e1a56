using System.IO.Compression;
using System.Text;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Packages made in memory.</summary>
internal static class ZipBuilder
{
    public static byte[] Zip(params (string Path, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Zip(params (string Path, string Content)[] files) => Zip(files.Select(f => (f.Path, Encoding.UTF8.GetBytes(f.Content))).ToArray());

    /// <summary>The files of a zip, by path.</summary>
    public static Dictionary<string, byte[]> Unzip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var stream = e.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }, StringComparer.Ordinal);
    }

    /// <summary>A sample as a CSAR.</summary>
    public static byte[] Sample(string path, CsarPackOptions? options = null)
    {
        using var stream = new MemoryStream();
        CsarPacker.Pack(System.IO.Path.Combine(Shared.Samples, path), stream, options);
        return stream.ToArray();
    }

    /// <summary>A zip whose files were changed.</summary>
    public static byte[] With(byte[] zip, Action<Dictionary<string, byte[]>> change)
    {
        var files = Unzip(zip);
        change(files);
        return Zip(files.Select(f => (f.Key, f.Value)).ToArray());
    }

    public static PackageReadResult Read(byte[] zip, PackageReadOptions? options = null)
    {
        using var container = PackageContainer.Open(new MemoryStream(zip));
        return PackageReader.Read(container.Files, options);
    }
}
