namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Where notifications may be sent.</summary>
public sealed class CallbackUriOptions
{
    /// <summary>Allow loopback addresses (the lab, tests).</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Allow private addresses (RFC 1918, RFC 6598, IPv6 unique local): where OSS systems usually live.</summary>
    public bool AllowPrivate { get; set; } = true;

    /// <summary>Demand https.</summary>
    public bool RequireHttps { get; set; }
}
