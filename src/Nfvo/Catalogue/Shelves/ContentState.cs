namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>Onboarding state of a package or NSD (PackageOnboardingStateType, NsdOnboardingStateType: the same values in the same order).</summary>
internal enum ContentState
{
    /// <summary>There is a resource to upload to.</summary>
    CREATED,

    /// <summary>Content is being received.</summary>
    UPLOADING,

    /// <summary>Content is there and being read.</summary>
    PROCESSING,

    /// <summary>The descriptor can be used.</summary>
    ONBOARDED,

    /// <summary>The content could not be used; another may be uploaded.</summary>
    ERROR,
}
