using static NfvOrchestrator.Tosca.Diagnostics.DiagnosticKind;

namespace NfvOrchestrator.Tosca.Diagnostics.Codes;

/// <summary>Codes of signatures and certificates.</summary>
internal static class SignatureCodes
{
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        new("TOSCA0050", Error, "a signature is required and there is none", "SOL004 §5.1", "ask the provider for a signed package, or sign it yourself with nfvctl package sign"),
        new("TOSCA0051", Error, "a signature cannot be read", "RFC 5652", "sign again"),
        new("TOSCA0052", Error, "a signature was made over other content, or by another key", "SOL004 §5.1", "the content was changed after it was signed: get the package again from its provider"),
        new("TOSCA0053", Error, "the certificate of a signer is not to be found", "SOL004 §5.1", "add it as ETSI-Entry-Certificate, or sign with the certificate inside the signature"),
        new("TOSCA0054", Error, "a certificate has expired or is not yet valid", "RFC 5280 §4.1.2.5", "ask the provider for a package signed with a valid certificate; check the clock of the machine"),
        new("TOSCA0055", Error, "a certificate leads to no certificate that is trusted", "SOL004 §5", "have the provider's root certificate checked and add it to the trust store"),
        new("TOSCA0056", Error, "a certificate is not for signing", "RFC 5280 §4.2.1.3", "sign with a certificate whose key usage has digitalSignature, and whose extended key usage, if any, has codeSigning"),
        new("TOSCA0057", Error, "a signature uses an algorithm that is weak or not supported", "SOL004 §5.3", "sign with RSA or ECDSA and SHA-256, SHA-384 or SHA-512"),
        new("TOSCA0058", Info, "a signature is intact, but nobody says whom to trust", "SOL004 §5", "name the certificates you trust (nfvctl: --trust, NFVO: Nfvo:Packages:TrustStore)"),
        new("TOSCA0059", Error, "a certificate cannot be part of a chain of trust", "RFC 5280 §6", "sign with a certificate whose chain is sound"),
        new("TOSCA0060", Info, "a signature covers the content with other line ends", "SOL004 §4.3.2", "sign the bytes as they are (openssl: -binary)"),
        new("TOSCA0061", Error, "a signature is required and does not cover every file", "SOL004 §5.1", "list every file with its digest and sign again (nfvctl package sign)"),
        new("TOSCA0062", Error, "the manifest names a signature or certificate that is not in the package", "SOL004 §5.2", "add the file, or correct the name"),
    ];
}
