using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of subscription authentication auth type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<SubscriptionAuthenticationAuthType>))]
public enum SubscriptionAuthenticationAuthType
{
    /// <summary>Basic.</summary>
    BASIC,

    /// <summary>Oauth2 client credentials.</summary>
    OAUTH2_CLIENT_CREDENTIALS,

    /// <summary>Tls cert.</summary>
    TLS_CERT,
}
