using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace NfvOrchestrator.Platform.Security;

/// <summary>Gives the service that issues tokens its own keys without a call to itself.</summary>
internal sealed class LocalIssuerConfigurationManager(SigningKeyRing ring) : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    private Cached? cached;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var keys = await ring.GetPublicKeysAsync(cancel);
        if (cached is { } known && ReferenceEquals(known.Keys, keys))
        {
            return known.Configuration;
        }
        var configuration = new OpenIdConnectConfiguration { Issuer = ring.Issuer };
        foreach (var key in keys)
        {
            configuration.SigningKeys.Add(key);
        }
        cached = new Cached(keys, configuration);
        return configuration;
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel);

    public override void RequestRefresh() => ring.Forget();

    private sealed record Cached(IReadOnlyList<RsaSecurityKey> Keys, OpenIdConnectConfiguration Configuration);
}
