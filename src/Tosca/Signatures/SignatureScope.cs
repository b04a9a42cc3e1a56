namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>What a signature covers.</summary>
public enum SignatureScope
{
    /// <summary>The CSAR as a whole (SOL004 §5.1, option 2).</summary>
    Package,

    /// <summary>The manifest, and by its digests all files it lists (option 1).</summary>
    Manifest,

    /// <summary>One file.</summary>
    Artifact,
}
