namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>An upload that the resource waits for (UPLOADING).</summary>
/// <param name="ResourceId">The resource.</param>
/// <param name="Id">The upload.</param>
/// <param name="State">As it is stored.</param>
internal sealed record BegunUpload(string ResourceId, string Id, UploadInProgress State);
