namespace NfvOrchestrator.Tosca.Packages;

/// <summary>The manifest of a package (SOL004 §4.3.2): metadata and one entry for each listed file.</summary>
public sealed record PackageManifest
{
    /// <summary>Path of the manifest inside the package.</summary>
    public required string Path { get; init; }

    /// <summary>Metadata by key, e.g. <c>vnf_provider_id</c>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Line of each metadata key.</summary>
    public IReadOnlyDictionary<string, int> MetadataLines { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Listed files, each once.</summary>
    public required IReadOnlyList<ManifestEntry> Entries { get; init; }

    /// <summary>True when a CMS signature block follows the entries (SOL004 §5.1, option 1).</summary>
    public bool HasSignature => SignatureBlock is not null;

    /// <summary>Number of bytes before the signature block: what the signature covers.</summary>
    internal int SignedLength { get; init; }

    /// <summary>The PEM block with the signature.</summary>
    internal byte[]? SignatureBlock { get; init; }
}
