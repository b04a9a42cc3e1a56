using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>How the attribute <c>authentication</c> of a request (SOL013 §8.3.4) becomes the credentials that notifications are sent with.</summary>
public static class CallbackAuthentication
{
    /// <summary>The first of the offered methods that we have and that is complete; null: none is asked for. Throws <see cref="SolProblemException"/> (422) when none fits.</summary>
    public static SubscriptionCredentials? Read(SubscriptionAuthentication? authentication)
    {
        if (authentication is null || authentication.AuthType.Count == 0)
        {
            return null;
        }
        var offered = authentication.AuthType;
        if (offered.Contains(SubscriptionAuthenticationAuthType.OAUTH2_CLIENT_CREDENTIALS) && authentication.ParamsOauth2ClientCredentials is { ClientId: not null, TokenEndpoint: not null } oauth)
        {
            return new SubscriptionCredentials
            {
                AuthType = nameof(SubscriptionAuthenticationAuthType.OAUTH2_CLIENT_CREDENTIALS),
                UserName = oauth.ClientId,
                Password = oauth.ClientPassword,
                TokenEndpoint = oauth.TokenEndpoint,
            };
        }
        if (offered.Contains(SubscriptionAuthenticationAuthType.BASIC) && authentication.ParamsBasic is { UserName: not null } basic)
        {
            return new SubscriptionCredentials { AuthType = nameof(SubscriptionAuthenticationAuthType.BASIC), UserName = basic.UserName, Password = basic.Password };
        }
        if (offered.Contains(SubscriptionAuthenticationAuthType.TLS_CERT))
        {
            return new SubscriptionCredentials { AuthType = nameof(SubscriptionAuthenticationAuthType.TLS_CERT) };
        }
        throw SolProblem.Unprocessable(
            "The attribute 'authentication' names no method with all its parameters: BASIC needs paramsBasic.userName, OAUTH2_CLIENT_CREDENTIALS needs paramsOauth2ClientCredentials.clientId and tokenEndpoint, TLS_CERT needs none.")
            .ToException();
    }
}
