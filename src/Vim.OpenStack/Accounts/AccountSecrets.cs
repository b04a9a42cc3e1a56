using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace NfvOrchestrator.Vim.OpenStack.Accounts;

/// <summary>Encrypts the secrets of accounts on their way into the store.</summary>
internal sealed class AccountSecrets(IDataProtectionProvider provider)
{
    private readonly IDataProtector protector = provider.CreateProtector("NfvOrchestrator.Vim.OpenStack.Accounts");

    public AccountDocument Protect(OpenStackAccountSettings settings) => new(
        Redact(settings),
        settings.Password is { } password ? protector.Protect(password) : null,
        settings.ApplicationCredentialSecret is { } secret ? protector.Protect(secret) : null);

    public OpenStackAccountSettings Unprotect(AccountDocument stored)
    {
        try
        {
            return stored.Settings with
            {
                Password = stored.Password is { } password ? protector.Unprotect(password) : null,
                ApplicationCredentialSecret = stored.ApplicationCredentialSecret is { } secret ? protector.Unprotect(secret) : null,
            };
        }
        catch (CryptographicException lost)
        {
            throw new VimException(
                VimErrorCause.INTERNAL, $"The secrets of OpenStack account '{stored.Settings.Id}' cannot be decrypted: the data protection keys they were stored with are not there. Restore the keys, or put the account again with its secrets.", inner: lost);
        }
    }

    public static OpenStackAccountSettings Redact(OpenStackAccountSettings settings) => settings with { Password = null, ApplicationCredentialSecret = null };
}
