namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>Settings of the catalogue.</summary>
public sealed record CatalogueOptions
{
    /// <summary>Largest package or NSD archive, in bytes.</summary>
    public long MaxContentBytes { get; init; } = 10L * 1024 * 1024 * 1024;

    /// <summary>Packages read at the same time by this process; further ones wait in the queue.</summary>
    public int OnboardingConcurrency { get; init; } = 2;

    /// <summary>An upload that shows no sign of life for so long was cut off by a crash: its resource can be uploaded to again.</summary>
    public TimeSpan UploadSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a package is tried that makes the process end or hang before it is given up.</summary>
    public int MaxOnboardingAttempts { get; init; } = 5;

    /// <summary>Compiled descriptors kept in memory.</summary>
    public int CachedModels { get; init; } = 512;

    /// <summary>Refuses values that cannot work.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal void Validate()
    {
        if (MaxContentBytes < 1 || OnboardingConcurrency is < 1 or > 64 || UploadSilence < TimeSpan.FromMilliseconds(40) || MaxOnboardingAttempts < 1 || CachedModels < 1)
        {
            throw new ArgumentException("Catalogue: MaxContentBytes (1 or more), OnboardingConcurrency (1-64), UploadSilence (40 ms or more), MaxOnboardingAttempts (1 or more) or CachedModels (1 or more) is out of range.");
        }
    }
}
