namespace NfvOrchestrator.Platform.Security;

/// <summary>How tokens are issued; configuration section <c>Nfv:Issuer</c>.</summary>
public sealed class TokenIssuerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Nfv:Issuer";

    /// <summary>The <c>iss</c> of the tokens. Set the public URL of the issuer where verifiers other than ours compare it with the address they read the metadata from.</summary>
    public string Issuer { get; set; } = "nfv-orchestrator";

    /// <summary>The <c>aud</c> of the tokens.</summary>
    public string Audience { get; set; } = "nfv-orchestrator";

    /// <summary>The base of the URLs in the metadata document; empty: as the request reached us.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>How long a token is good.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a key signs before the next one takes over.</summary>
    public TimeSpan KeyRotation { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long before its first signature a new key is published, so that every verifier has read it by then.</summary>
    public TimeSpan KeyLead { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Wrong secrets of one client, from one address, within a minute, before further attempts are answered with 429.</summary>
    public int MaxFailuresPerMinute { get; set; } = 10;
}
