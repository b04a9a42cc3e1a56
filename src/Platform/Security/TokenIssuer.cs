using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NfvOrchestrator.Platform.Security;

/// <summary>Signs access tokens.</summary>
public sealed class TokenIssuer(SigningKeyRing keys, IOptions<TokenIssuerOptions> options, TimeProvider clock)
{
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A signed token for <paramref name="clientId"/>.</summary>
    /// <param name="clientId">Subject and <c>client_id</c>.</param>
    /// <param name="tenant">The tenant; null: none in the token.</param>
    /// <param name="roles">The granted roles.</param>
    /// <param name="lifetime">How long it is good; null: as configured.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string> IssueAsync(string clientId, string? tenant, IReadOnlyCollection<string> roles, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = clientId,
            [NfvClaims.ClientId] = clientId,
            [NfvClaims.Roles] = roles.ToArray(),
            [NfvClaims.Scope] = string.Join(' ', roles),
            ["jti"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
        };
        if (tenant is not null)
        {
            claims[NfvClaims.Tenant] = tenant;
        }
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + (lifetime ?? options.Value.TokenLifetime),
            Claims = claims,
            SigningCredentials = await keys.GetSigningCredentialsAsync(cancellationToken),
        });
    }
}
