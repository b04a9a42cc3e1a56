namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>What came out of looking at a signature.</summary>
public enum SignatureStatus
{
    /// <summary>It belongs to the content and to a certificate that is trusted.</summary>
    Trusted,

    /// <summary>It belongs to the content; whether the certificate can be trusted was not asked (no trust store).</summary>
    Intact,

    /// <summary>It is not accepted; the diagnostics say why.</summary>
    Refused,
}
