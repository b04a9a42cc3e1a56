namespace NfvOrchestrator.Tosca.Packages;

/// <summary>What lies around a CSAR that is signed as a whole (SOL004 §5.1, option 2): signature and certificate beside it.</summary>
public sealed record PackageEnvelope
{
    /// <summary>Name of the CSAR.</summary>
    public required string CsarName { get; init; }

    /// <summary>Name of the file with the CMS signature.</summary>
    public required string SignatureName { get; init; }

    /// <summary>The CMS signature, DER or PEM.</summary>
    public required byte[] Signature { get; init; }

    /// <summary>Certificate file beside it, PEM or DER; null when there is none.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>Opens the bytes of the CSAR that the signature covers.</summary>
    public required Func<Stream> OpenCsar { get; init; }
}
