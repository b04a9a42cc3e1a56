namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>What a reader does about signatures (SOL004 §5).</summary>
public enum SignaturePolicy
{
    /// <summary>A signature that is there must be right; a package without one is accepted.</summary>
    VerifyIfPresent,

    /// <summary>Every file of the package must be covered by a signature of a trusted certificate.</summary>
    Require,

    /// <summary>Signatures are not looked at.</summary>
    Ignore,
}
