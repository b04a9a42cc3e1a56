using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Packs a directory to a CSAR (SOL004 §4.1.2): adds TOSCA-Metadata and a manifest with SHA-256 digests where they are
/// absent. The same directory gives the same bytes: entries sorted, time stamps fixed.
/// </summary>
public static class CsarPacker
{
    private const string MetaPath = "TOSCA-Metadata/TOSCA.meta";

    // zip knows no time before 1980
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the package of <paramref name="directory"/> to <paramref name="destination"/>, which stays open.</summary>
    /// <exception cref="InvalidDataException">The directory has no entry definitions that could be named.</exception>
    public static void Pack(string directory, Stream destination)
    {
        var files = new DirectoryPackageFiles(directory);
        if (files.Files.Count == 0)
        {
            throw new InvalidDataException($"'{directory}' has no files to pack");
        }

        var generated = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var manifest = Manifest(files);
        if (files.Files.All(f => f.Path != MetaPath))
        {
            var entry = Entry(files, directory);
            generated[MetaPath] = Encoding.UTF8.GetBytes($"TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nCreated-By: NfvOrchestrator\nEntry-Definitions: {entry}\nETSI-Entry-Manifest: {manifest}\n");
        }

        if (files.Files.All(f => f.Path != manifest))
        {
            generated[manifest] = Encoding.UTF8.GetBytes(WriteManifest(files, generated));
        }

        using var zip = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var path in files.Files.Select(f => f.Path).Concat(generated.Keys).OrderBy(p => p, StringComparer.Ordinal))
        {
            var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
            entry.LastWriteTime = s_time;
            using var target = entry.Open();
            using var source = generated.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : files.Open(files.Files.First(f => f.Path == path));
            source.CopyTo(target);
        }
    }

    /// <summary>Packs into a file beside which nothing else is written.</summary>
    public static void Pack(string directory, string csarPath)
    {
        using var file = File.Create(csarPath);
        Pack(directory, file);
    }

    private static string Manifest(DirectoryPackageFiles files)
    {
        var meta = files.Files.FirstOrDefault(f => f.Path == MetaPath);
        if (meta is not null)
        {
            using var reader = new StreamReader(files.Open(meta));
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith("ETSI-Entry-Manifest:", StringComparison.OrdinalIgnoreCase))
                {
                    return line[20..].Trim();
                }
            }
        }

        return files.Files.FirstOrDefault(f => !f.Path.Contains('/', StringComparison.Ordinal) && f.Path.EndsWith(".mf", StringComparison.Ordinal))?.Path ?? "package.mf";
    }

    private static string Entry(DirectoryPackageFiles files, string directory)
    {
        var yaml = files.Files.Select(f => f.Path).Where(PackagePath.IsYaml).ToList();
        var roots = yaml.FindAll(p => !p.Contains('/', StringComparison.Ordinal));
        return roots.Count == 1 ? roots[0]
            : yaml.Count == 1 ? yaml[0]
            : throw new InvalidDataException($"'{directory}' has no TOSCA-Metadata/TOSCA.meta and {roots.Count} YAML files at its root: add TOSCA.meta with Entry-Definitions");
    }

    private static string WriteManifest(DirectoryPackageFiles files, SortedDictionary<string, byte[]> generated)
    {
        var text = new StringBuilder("metadata:\n").Append(Metadata(files));
        foreach (var path in files.Files.Select(f => f.Path).Concat(generated.Keys).OrderBy(p => p, StringComparer.Ordinal))
        {
            using var source = generated.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : files.Open(files.Files.First(f => f.Path == path));
            text.Append("\nSource: ").Append(path).Append("\nAlgorithm: SHA-256\nHash: ").Append(Convert.ToHexStringLower(SHA256.HashData(source))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The metadata SOL004 asks of a VNF package or NSD archive, taken from the descriptor.</summary>
    private static string Metadata(DirectoryPackageFiles files)
    {
        var read = PackageReader.Read(files, PackageReadOptions.Default with { VerifyDigests = false });
        var lines = read switch
        {
            { VnfDescriptor: { } vnf } => $"  vnfd_id: {vnf.DescriptorId}\n  vnf_product_name: {vnf.ProductName}\n  vnf_provider_id: {vnf.Provider}\n  vnf_software_version: {vnf.SoftwareVersion}\n  vnf_package_version: {vnf.DescriptorVersion}\n  vnfm_info: {string.Join(",", vnf.VnfmInfo)}\n",
            { NsDescriptor: { } ns } => $"  nsd_designer: {ns.Designer}\n  nsd_invariant_id: {ns.InvariantId}\n  nsd_name: {ns.Name}\n  nsd_file_structure_version: {ns.Version}\n",
            _ => "",
        };
        return lines + "  compatible_specification_versions: 2.7.1,3.3.1,4.4.1\n";
    }
}
