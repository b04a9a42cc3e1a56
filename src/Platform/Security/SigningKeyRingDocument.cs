namespace NfvOrchestrator.Platform.Security;

/// <summary>All signing keys of the installation in one document, so that replacing it compares-and-sets the whole ring and two processes cannot both make a next key.</summary>
internal sealed record SigningKeyRingDocument
{
    public required IReadOnlyList<SigningKeyDocument> Keys { get; init; }
}
