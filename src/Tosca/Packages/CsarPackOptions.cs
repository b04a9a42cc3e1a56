namespace NfvOrchestrator.Tosca.Packages;

/// <summary>How a CSAR is packed.</summary>
public sealed record CsarPackOptions
{
    /// <summary>The defaults.</summary>
    public static CsarPackOptions Default { get; } = new();

    /// <summary>Digest algorithm of the manifest: SHA-224, SHA-256, SHA-384 or SHA-512.</summary>
    public string DigestAlgorithm { get; init; } = "SHA-256";

    /// <summary>True: a manifest that is there is packed as it is, right or wrong. Otherwise its metadata are kept and its list of files is made anew.</summary>
    public bool KeepManifest { get; init; }

    /// <summary>When the package was released (RFC 3339), for a manifest that does not say so; null: left out. Never the current time: the same input gives the same bytes.</summary>
    public string? ReleaseDateTime { get; init; }

    /// <summary>Signs the text of the manifest: gives a detached CMS signature, DER. Null: not signed.</summary>
    public Func<byte[], byte[]>? SignManifest { get; init; }
}
