namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site access protection scheme (SOL005 §6.5).</summary>
public sealed record SiteAccessProtectionScheme
{
    /// <summary>Location constraints.</summary>
    public LocationConstraints? LocationConstraints { get; init; }

    /// <summary>Protection scheme.</summary>
    public ProtectionScheme? ProtectionScheme { get; init; }
}
