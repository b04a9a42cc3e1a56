namespace NfvOrchestrator.Tosca.Packages;

/// <summary>One file named by the manifest.</summary>
/// <param name="Source">Path inside the package, or a URI.</param>
/// <param name="Algorithm">Digest algorithm as written, e.g. <c>SHA-256</c>.</param>
/// <param name="Hash">Digest in hexadecimal.</param>
public sealed record ManifestEntry(string Source, string? Algorithm, string? Hash)
{
    /// <summary>File with the signature of this one alone (SOL004 §5.2), or null.</summary>
    public string? Signature { get; init; }

    /// <summary>File with the certificate for that signature, or null.</summary>
    public string? Certificate { get; init; }

    /// <summary>The non-MANO artifact set it belongs to (SOL004 §4.3.7), or null.</summary>
    public string? NonManoArtifactSetId { get; init; }

    /// <summary>One-based line in the manifest.</summary>
    public int Line { get; init; }
}
