using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace NfvOrchestrator.TestKit;

/// <summary>Signs tokens that hosts started by <see cref="ServiceHost"/> accept; one RSA key for the test process.</summary>
public static class TestTokenIssuer
{
    public const string Issuer = "test-issuer";
    public const string Audience = "nfv-orchestrator";

    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "test-key" };
    private static readonly RsaSecurityKey StrangersKey = new(RSA.Create(2048)) { KeyId = "test-key" };

    /// <summary>What verifiers need to know.</summary>
    public static OpenIdConnectConfiguration Configuration
    {
        get
        {
            var configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
            configuration.SigningKeys.Add(Key);
            return configuration;
        }
    }

    /// <summary>The public key as a JSON Web Key Set (RFC 7517), for services that are processes of their own.</summary>
    public static string PublicKeys
    {
        get
        {
            var key = Key.Rsa.ExportParameters(includePrivateParameters: false);
            return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{Key.KeyId}}","n":"{{Base64UrlEncoder.Encode(key.Modulus)}}","e":"{{Base64UrlEncoder.Encode(key.Exponent)}}"}]}""";
        }
    }

    /// <summary>A signed token.</summary>
    /// <param name="tenant">The tenant; null: no tenant claim.</param>
    /// <param name="roles">Roles; none given: operator.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="expires">When it ends; null: in an hour.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="forged">Signed with a key that only has the right name.</param>
    /// <param name="clientId">The client it was issued to; null: no such claim.</param>
    public static string Token(string? tenant, string[]? roles = null, string audience = Audience, DateTimeOffset? expires = null, string issuer = Issuer, bool forged = false, string? clientId = null)
    {
        var end = expires ?? DateTimeOffset.UtcNow.AddHours(1);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "test-client", ["roles"] = roles ?? ["operator"] };
        if (tenant is not null)
        {
            claims["tenant"] = tenant;
        }
        if (clientId is not null)
        {
            claims["client_id"] = clientId;
        }
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = end.UtcDateTime.AddHours(-2),
            Expires = end.UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(forged ? StrangersKey : Key, SecurityAlgorithms.RsaSha256),
        });
    }
}
