namespace NfvOrchestrator.Tosca.Packages;

/// <summary>A file of a package (SOL005 VnfPackageArtifactInfo).</summary>
public sealed record PackageArtifact
{
    /// <summary>Path inside the package, or URI.</summary>
    public required string Path { get; init; }

    /// <summary>True when it lies outside the package.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Size, in bytes; null when external.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Digest algorithm of the manifest, or null.</summary>
    public string? ChecksumAlgorithm { get; init; }

    /// <summary>Digest of the manifest, or null.</summary>
    public string? ChecksumHash { get; init; }

    /// <summary>True when its content is encrypted (CMS, SOL004 §5.4).</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>The non-MANO artifact set it belongs to (SOL004 §4.3.7), or null.</summary>
    public string? NonManoArtifactSetId { get; init; }

    /// <summary>What paperwork it is, or null.</summary>
    public PackageArtifactClass? Class { get; init; }
}
