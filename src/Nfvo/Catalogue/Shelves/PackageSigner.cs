using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>Who signed a package.</summary>
internal static class PackageSigner
{
    /// <summary>
    /// The attribute signingCertificate (SOL003 §10.5.2.2, SOL005 §5.5.2.2): the certificate, as PEM, whose signature covers the package or its manifest. Shown also when it
    /// came inside the signature instead of as a file: who asks wants to know the signer.
    /// </summary>
    public static string? CertificateOf(PackageReadResult read)
        => read.Signatures.FirstOrDefault(static s => s.Scope != SignatureScope.Artifact && s.Status != SignatureStatus.Refused)?.Certificate;
}
