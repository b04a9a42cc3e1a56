namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>External artifacts access config (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record ExternalArtifactsAccessConfig
{
    /// <summary>Artifact.</summary>
    public ExternalArtifactsAccessConfigArtifact? Artifact { get; init; }
}
