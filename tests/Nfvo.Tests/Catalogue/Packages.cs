using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>Packages for tests: made from the samples, or by hand.</summary>
internal static class Packages
{
    public const string VnfdId = "3140a100-0000-4000-8000-000000000001";
    public const string NsdId = "3140a100-0000-4000-8000-000000000002";

    public static string Samples { get; } = Find();

    /// <summary>The minimal VNF, with a vnfdId of its own when one is given.</summary>
    public static byte[] Vnf(string vnfdId = VnfdId, bool manifest = true, IReadOnlyDictionary<string, byte[]>? more = null)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Samples, "minimal", "vnf"), "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(Path.Combine(Samples, "minimal", "vnf"), f).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);
        files.Remove("minimal.mf");
        files["minimal.yaml"] = Encoding.UTF8.GetBytes(VnfYaml(vnfdId));
        foreach (var (path, content) in more ?? new Dictionary<string, byte[]>())
        {
            files[path] = content;
        }
        if (manifest)
        {
            var text = new StringBuilder("metadata:\n  vnfd_id: ").Append(vnfdId).Append("\n  compatible_specification_versions: 2.7.1,3.3.1\n");
            foreach (var (path, content) in files)
            {
                text.Append("\nSource: ").Append(path).Append("\nAlgorithm: SHA-256\nHash: ").Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append('\n');
            }
            files["minimal.mf"] = Encoding.UTF8.GetBytes(text.ToString());
        }
        return Zip(files.Select(f => (f.Key, f.Value)));
    }

    public static string VnfYaml(string vnfdId = VnfdId)
        => File.ReadAllText(Path.Combine(Samples, "minimal", "vnf", "minimal.yaml")).Replace(VnfdId, vnfdId, StringComparison.Ordinal);

    public static string NsYaml(string nsdId = NsdId, string vnfdId = VnfdId)
        => File.ReadAllText(Path.Combine(Samples, "minimal", "ns", "minimal_ns.yaml")).Replace(NsdId, nsdId, StringComparison.Ordinal).Replace(VnfdId, vnfdId, StringComparison.Ordinal);

    public static byte[] Ns(string nsdId = NsdId, string vnfdId = VnfdId) => Zip([("ns.yaml", Encoding.UTF8.GetBytes(NsYaml(nsdId, vnfdId)))]);

    /// <summary>A sample packed as the build does it.</summary>
    public static byte[] Sample(params string[] path)
    {
        using var target = new MemoryStream();
        CsarPacker.Pack(Path.Combine([Samples, .. path]), target);
        return target.ToArray();
    }

    public static byte[] Zip(IEnumerable<(string Path, byte[] Content)> files)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }
        return target.ToArray();
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "tosca-samples");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }
        throw new InvalidOperationException("tosca-samples is not above the test assembly");
    }
}
