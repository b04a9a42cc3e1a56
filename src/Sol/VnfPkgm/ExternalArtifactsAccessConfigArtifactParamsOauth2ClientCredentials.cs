namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>External artifacts access config artifact parameters OAuth 2.0 client credentials (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record ExternalArtifactsAccessConfigArtifactParamsOauth2ClientCredentials
{
    /// <summary>Identifier of the client.</summary>
    public required string ClientId { get; init; }

    /// <summary>Client password.</summary>
    public required string ClientPassword { get; init; }

    /// <summary>Token endpoint.</summary>
    public required string TokenEndpoint { get; init; }
}
