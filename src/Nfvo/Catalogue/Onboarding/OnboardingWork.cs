namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>Payload of a work item of the onboarding queue.</summary>
internal sealed record OnboardingWork
{
    /// <summary>A package or NSD to read; null for the removal of content.</summary>
    public CatalogueKind? Kind { get; init; }

    /// <summary>vnfPkgId or nsdInfoId.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The content to read or to remove.</summary>
    public required string Blob { get; init; }
}
