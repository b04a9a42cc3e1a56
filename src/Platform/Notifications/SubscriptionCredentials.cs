namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Authentication towards a callback endpoint (SOL013 §8.3.4 SubscriptionAuthentication). Secrets are in clear text in memory only.</summary>
public sealed record SubscriptionCredentials
{
    /// <summary>BASIC, OAUTH2_CLIENT_CREDENTIALS or TLS_CERT.</summary>
    public required string AuthType { get; init; }

    /// <summary>User name (BASIC) or client id (OAUTH2_CLIENT_CREDENTIALS).</summary>
    public string? UserName { get; init; }

    /// <summary>Password or client secret.</summary>
    public string? Password { get; init; }

    /// <summary>Token endpoint (OAUTH2_CLIENT_CREDENTIALS).</summary>
    public string? TokenEndpoint { get; init; }
}
