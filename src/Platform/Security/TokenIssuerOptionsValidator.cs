using Microsoft.Extensions.Options;

namespace NfvOrchestrator.Platform.Security;

/// <summary>Checks <see cref="TokenIssuerOptions"/> at start.</summary>
internal sealed class TokenIssuerOptionsValidator : IValidateOptions<TokenIssuerOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenIssuerOptions options)
    {
        List<string> errors = [];
        if (options.Issuer.Length == 0 || options.Audience.Length == 0)
        {
            errors.Add("Nfv:Issuer:Issuer and Nfv:Issuer:Audience must not be empty");
        }
        if (options.TokenLifetime < TimeSpan.FromMinutes(1) || options.TokenLifetime > TimeSpan.FromDays(1))
        {
            errors.Add("Nfv:Issuer:TokenLifetime must be 1 minute to 1 day");
        }
        if (options.KeyLead < TimeSpan.FromMinutes(20) || options.KeyRotation < options.KeyLead * 2)
        {
            errors.Add("Nfv:Issuer:KeyLead must be at least 20 minutes (verifiers read keys every 15) and KeyRotation at least twice that");
        }
        if (options.MaxFailuresPerMinute < 1)
        {
            errors.Add("Nfv:Issuer:MaxFailuresPerMinute must be at least 1");
        }
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
