namespace NfvOrchestrator.Platform.Security;

/// <summary>With which client a service gets its own tokens (section <c>Nfv:Credentials</c> by convention).</summary>
public sealed record ServiceCredentialsOptions
{
    /// <summary>The issuer's token endpoint, for example <c>http://127.0.0.1:8080/oauth2/token</c>.</summary>
    public required Uri TokenEndpoint { get; init; }

    /// <summary>The <c>client_id</c>.</summary>
    public required string ClientId { get; init; }

    /// <summary>The <c>client_secret</c>.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The scope to ask for; null: all the client has.</summary>
    public string? Scope { get; init; }

    /// <summary>Without the secret, so that it does not slip into a log.</summary>
    public override string ToString() => $"ServiceCredentialsOptions {{ TokenEndpoint = {TokenEndpoint}, ClientId = {ClientId}, ClientSecret = *** }}";
}
