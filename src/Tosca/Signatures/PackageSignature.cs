namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>One signature of a package.</summary>
public sealed record PackageSignature
{
    /// <summary>What it covers.</summary>
    public required SignatureScope Scope { get; init; }

    /// <summary>The file that holds it.</summary>
    public required string File { get; init; }

    /// <summary>The file that it covers.</summary>
    public required string Covers { get; init; }

    /// <summary>What came out.</summary>
    public required SignatureStatus Status { get; init; }

    /// <summary>Subject of the signer's certificate, when it was found.</summary>
    public string? Subject { get; init; }

    /// <summary>Issuer of that certificate.</summary>
    public string? Issuer { get; init; }

    /// <summary>Its SHA-256 fingerprint, hexadecimal.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>It is valid from then on.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>It is valid until then.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The time the signer claims to have signed; no proof.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>Digest and signature algorithm, e.g. <c>SHA256 with RSA</c>.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The signer's certificate as PEM (SOL003/SOL005 signingCertificate).</summary>
    public string? Certificate { get; init; }
}
