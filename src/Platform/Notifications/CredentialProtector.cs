using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Encrypts the secrets of subscriptions on their way into the store.</summary>
internal sealed class CredentialProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector protector = provider.CreateProtector("NfvOrchestrator.Subscriptions.Credentials");

    /// <summary>As it is stored.</summary>
    public NotificationSubscription Protect(NotificationSubscription clear) => Map(clear, protector.Protect);

    /// <summary>As it is used.</summary>
    /// <exception cref="InvalidOperationException">The keys that encrypted it are gone.</exception>
    public NotificationSubscription Unprotect(NotificationSubscription stored)
    {
        try
        {
            return Map(stored, protector.Unprotect);
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException(
                $"The secret of subscription {stored.Id} cannot be decrypted: the data protection keys it was stored with are not there. Restore the keys, or delete the subscription and make it anew.", e);
        }
    }

    /// <summary>As it is shown: without the secret.</summary>
    public static NotificationSubscription Redact(NotificationSubscription subscription) => Map(subscription, static _ => null);

    private static NotificationSubscription Map(NotificationSubscription subscription, Func<string, string?> map)
        => subscription.Credentials is { Password: { } password } credentials
            ? subscription with { Credentials = credentials with { Password = map(password) } }
            : subscription;
}
