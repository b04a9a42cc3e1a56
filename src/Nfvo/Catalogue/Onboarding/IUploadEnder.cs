using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>Ends an upload that will not be finished.</summary>
internal interface IUploadEnder
{
    CatalogueKind Kind { get; }

    /// <summary>Puts the resource back to CREATED and has the content removed. False when the upload was finished or ended by somebody else.</summary>
    Task<bool> EndAsync(Document<UploadInProgress> upload, CancellationToken cancellationToken);
}
