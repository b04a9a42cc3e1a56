namespace NfvOrchestrator.Platform.Security;

/// <summary>Whose bearer tokens a service accepts.</summary>
public sealed class NfvAuthOptions
{
    /// <summary>The OpenID Connect issuer whose keys are used: <c>{Authority}/.well-known/openid-configuration</c> is read. Empty in the service that issues tokens itself.</summary>
    public string? Authority { get; set; }

    /// <summary>The metadata document where it is not at the usual place below <see cref="Authority"/>.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>The <c>iss</c> that tokens must carry; empty: the issuer that the metadata document names.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> that tokens must carry.</summary>
    public string Audience { get; set; } = "nfv-orchestrator";

    /// <summary>Claim with the tenant.</summary>
    public string TenantClaim { get; set; } = NfvClaims.Tenant;

    /// <summary>Claim with the roles (an array, or several claims).</summary>
    public string RolesClaim { get; set; } = NfvClaims.Roles;

    /// <summary>Tolerated difference between the clocks of issuer and service.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Accept an <see cref="Authority"/> on plain http that is not on loopback.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Validated tokens that are remembered until they end (at most five minutes), so that a busy caller costs one signature check; 0 turns it off.</summary>
    public int TokenCacheSize { get; set; } = 4096;
}
