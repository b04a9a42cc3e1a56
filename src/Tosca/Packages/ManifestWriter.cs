using System.Text;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Writes a manifest (SOL004 §4.3.2): metadata of the manifest that is there, completed from the descriptor; every file with its
/// digest; external artifacts and non-MANO sets as they were. A signature that is there would be wrong afterwards and is left out.
/// </summary>
internal static class ManifestWriter
{
    public static byte[] Write(IPackageFiles files, PackageLayout layout, string manifestPath, IReadOnlyDictionary<string, byte[]> generated, CsarPackOptions options)
    {
        var read = PackageReader.Read(files, PackageReadOptions.Default with { VerifyDigests = false, Signatures = new SignatureOptions { Policy = SignaturePolicy.Ignore } });
        var text = new StringBuilder("metadata:\n");
        foreach (var (key, value) in Metadata(read, options))
        {
            text.Append("  ").Append(key).Append(": ").Append(value).Append('\n');
        }

        var old = read.Manifest?.Entries ?? [];
        Entries(text, files, manifestPath, generated, old, ContentDigest.NameOf(options.DigestAlgorithm) ?? throw new ArgumentException($"'{options.DigestAlgorithm}' is no digest algorithm of a manifest", nameof(options)));
        var sets = old.Where(e => e.NonManoArtifactSetId is not null).GroupBy(e => e.NonManoArtifactSetId!, StringComparer.Ordinal).ToList();
        if (sets.Count > 0)
        {
            text.Append("\nnon_mano_artifact_sets:\n");
            foreach (var set in sets)
            {
                text.Append("  ").Append(set.Key).Append(":\n");
                foreach (var entry in set)
                {
                    text.Append("    Source: ").Append(entry.Source).Append('\n');
                }
            }
        }

        var manifest = Encoding.UTF8.GetBytes(text.ToString());
        return options.SignManifest is null ? manifest : [.. manifest, .. Encoding.ASCII.GetBytes(CmsEncoding.ToPem(options.SignManifest(manifest)))];
    }

    private static void Entries(StringBuilder text, IPackageFiles files, string manifestPath, IReadOnlyDictionary<string, byte[]> generated, IReadOnlyList<ManifestEntry> old, string algorithm)
    {
        var byPath = files.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var before = old.ToDictionary(e => PackagePath.IsUri(e.Source) ? e.Source : PackagePath.Resolve("", e.Source) ?? e.Source, StringComparer.Ordinal);
        foreach (var path in byPath.Keys.Union(generated.Keys, StringComparer.Ordinal).Where(p => p != manifestPath).Order(StringComparer.Ordinal))
        {
            using var source = generated.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : files.Open(byPath[path]);
            Entry(text, path, algorithm, ContentDigest.Of(algorithm, source), before.GetValueOrDefault(path));
        }

        foreach (var external in old.Where(e => PackagePath.IsUri(e.Source)))
        {
            Entry(text, external.Source, external.Algorithm, external.Hash, external);
        }
    }

    private static void Entry(StringBuilder text, string source, string? algorithm, string? hash, ManifestEntry? before)
    {
        text.Append("\nSource: ").Append(source).Append('\n');
        if (hash is not null)
        {
            text.Append("Algorithm: ").Append(algorithm).Append("\nHash: ").Append(hash).Append('\n');
        }

        if (before?.Signature is { } signature)
        {
            text.Append("Signature: ").Append(signature).Append('\n');
        }

        if (before?.Certificate is { } certificate)
        {
            text.Append("Certificate: ").Append(certificate).Append('\n');
        }
    }

    private static List<KeyValuePair<string, string>> Metadata(PackageReadResult read, CsarPackOptions options)
    {
        var lines = (read.Manifest?.Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)).ToList();
        switch (read)
        {
            case { VnfDescriptor: { } vnf }:
                Add("vnfd_id", vnf.DescriptorId);
                Add("vnf_product_name", vnf.ProductName);
                Add("vnf_provider_id", vnf.Provider);
                Add("vnf_software_version", vnf.SoftwareVersion);
                Add("vnf_package_version", vnf.DescriptorVersion);
                Add("vnf_release_date_time", options.ReleaseDateTime);
                Add("vnfm_info", vnf.VnfmInfo.Count > 0 ? string.Join(",", vnf.VnfmInfo) : null);
                break;
            case { NsDescriptor: { } ns }:
                Add("nsd_designer", ns.Designer);
                Add("nsd_name", ns.Name);
                Add("nsd_invariant_id", ns.InvariantId);
                Add("nsd_file_structure_version", ns.Version);
                Add("nsd_release_date_time", options.ReleaseDateTime);
                break;
            case { PnfDescriptor: { } pnf }:
                Add("pnfd_name", pnf.Name);
                Add("pnfd_provider", pnf.Provider);
                Add("pnfd_archive_version", pnf.Version);
                Add("pnfd_release_date_time", options.ReleaseDateTime);
                break;
        }

        return lines;

        void Add(string key, string? value)
        {
            if (value is { Length: > 0 } && lines.TrueForAll(l => l.Key != key))
            {
                lines.Add(new KeyValuePair<string, string>(key, value));
            }
        }
    }
}
