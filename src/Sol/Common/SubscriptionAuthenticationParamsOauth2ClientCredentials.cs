namespace NfvOrchestrator.Sol.Common;

/// <summary>Subscription authentication parameters OAuth 2.0 client credentials (SOL003 §4.4).</summary>
public sealed record SubscriptionAuthenticationParamsOauth2ClientCredentials
{
    /// <summary>Identifier of the client.</summary>
    public string? ClientId { get; init; }

    /// <summary>Client password.</summary>
    public string? ClientPassword { get; init; }

    /// <summary>Token endpoint.</summary>
    public string? TokenEndpoint { get; init; }
}
