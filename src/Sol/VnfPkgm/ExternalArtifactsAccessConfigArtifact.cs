namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>External artifacts access config artifact (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record ExternalArtifactsAccessConfigArtifact
{
    /// <summary>Artifact URI.</summary>
    public required string ArtifactUri { get; init; }

    /// <summary>Override URI.</summary>
    public string? OverrideUri { get; init; }

    /// <summary>Auth type.</summary>
    public ExternalArtifactsAccessConfigArtifactAuthType? AuthType { get; init; }

    /// <summary>Parameters OAuth 2.0 client credentials.</summary>
    public ExternalArtifactsAccessConfigArtifactParamsOauth2ClientCredentials? ParamsOauth2ClientCredentials { get; init; }
}
