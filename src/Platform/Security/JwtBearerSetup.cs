using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Platform.Security;

/// <summary>Turns <see cref="NfvAuthOptions"/> into the settings of the bearer handler.</summary>
internal sealed class JwtBearerSetup(IOptions<NfvServiceOptions> service, IServiceProvider services, TimeProvider clock) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var auth = service.Value.Auth;
        var metadataAddress = !string.IsNullOrEmpty(auth.MetadataAddress)
            ? auth.MetadataAddress
            : string.IsNullOrEmpty(auth.Authority) ? null : auth.Authority.TrimEnd('/') + "/.well-known/openid-configuration";
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.RequireHttpsMetadata = false; // judged by NfvServiceOptionsValidator, which knows about loopback
        options.RefreshOnIssuerKeyNotFound = true;
        options.TimeProvider = clock;
        options.EventsType = typeof(BearerEvents);
        if (metadataAddress is not null)
        {
            var http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10), ConnectTimeout = TimeSpan.FromSeconds(5), UseCookies = false })
            {
                Timeout = TimeSpan.FromSeconds(10),
                MaxResponseContentBufferSize = 1 << 20,
            };
            options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                metadataAddress, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(http) { RequireHttps = false })
            {
                // New keys are published an hour before they sign (SigningKeyRing), so this interval never meets an unknown key.
                AutomaticRefreshInterval = TimeSpan.FromMinutes(15),
                RefreshInterval = TimeSpan.FromSeconds(30),
            };
        }
        else
        {
            var ring = services.GetService<SigningKeyRing>() ?? throw new InvalidOperationException(
                "This service does not know whose tokens to accept: set Nfv:Auth:Authority to the URL of the token issuer (or Nfv:Auth:MetadataAddress), or let the service issue tokens itself with AddNfvTokenIssuer.");
            options.ConfigurationManager = new LocalIssuerConfigurationManager(ring);
        }
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new CachingTokenHandler(clock, auth.TokenCacheSize));
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = auth.Audience,
            ValidIssuer = string.IsNullOrEmpty(auth.Issuer) ? null : auth.Issuer,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            // Asymmetric only: a public key can then never be used as an HMAC secret.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384],
            NameClaimType = "sub",
            RoleClaimType = auth.RolesClaim,
            LifetimeValidator = (from, to, _, _) => CheckLifetime(from, to, clock.GetUtcNow().UtcDateTime, auth.ClockSkew),
        };
    }

    private static bool CheckLifetime(DateTime? from, DateTime? to, DateTime now, TimeSpan skew)
    {
        if (to is null)
        {
            throw new SecurityTokenNoExpirationException("The token has no expiry.");
        }
        if (from is { } start && start > now + skew)
        {
            throw new SecurityTokenNotYetValidException("The token is not valid yet.");
        }
        return to + skew > now ? true : throw new SecurityTokenExpiredException("The token has expired.");
    }
}
