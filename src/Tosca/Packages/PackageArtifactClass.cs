namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Paperwork of a package (SOL005 §9.5.3.3 artifactClassification).</summary>
public enum PackageArtifactClass
{
    /// <summary>The change history.</summary>
    History,

    /// <summary>A test of the provider.</summary>
    Testing,

    /// <summary>A licence.</summary>
    License,
}
