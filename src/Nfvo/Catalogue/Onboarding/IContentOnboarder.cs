using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>Takes one uploaded package to ONBOARDED or ERROR.</summary>
internal interface IContentOnboarder
{
    CatalogueKind Kind { get; }

    /// <summary>Ends with a commit that completes the claim. Doing it twice is harmless.</summary>
    Task OnboardAsync(WorkClaim claim, OnboardingWork work, CancellationToken cancellationToken);
}
