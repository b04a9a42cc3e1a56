namespace NfvOrchestrator.Sol.Common;

/// <summary>How the producer shall authenticate at the subscriber's callback; never sent in a response (SOL003 §4.4).</summary>
public sealed record SubscriptionAuthentication
{
    /// <summary>Auth type.</summary>
    public required IReadOnlyList<SubscriptionAuthenticationAuthType> AuthType { get; init; }

    /// <summary>Parameters basic.</summary>
    public SubscriptionAuthenticationParamsBasic? ParamsBasic { get; init; }

    /// <summary>Parameters OAuth 2.0 client credentials.</summary>
    public SubscriptionAuthenticationParamsOauth2ClientCredentials? ParamsOauth2ClientCredentials { get; init; }
}
