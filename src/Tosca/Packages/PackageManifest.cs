namespace NfvOrchestrator.Tosca.Packages;

/// <summary>The manifest of a package (SOL004 §4.3.2): metadata and one entry for each listed file.</summary>
public sealed record PackageManifest
{
    /// <summary>Path of the manifest inside the package.</summary>
    public required string Path { get; init; }

    /// <summary>Metadata by key, e.g. <c>vnf_provider_id</c>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Listed files.</summary>
    public required IReadOnlyList<ManifestEntry> Entries { get; init; }

    /// <summary>True when a CMS signature block follows the entries (it is kept, not verified here).</summary>
    public bool HasSignature { get; init; }
}
