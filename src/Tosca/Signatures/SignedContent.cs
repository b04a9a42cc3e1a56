namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>One reading of what a signature may cover.</summary>
/// <param name="Open">Opens the bytes.</param>
/// <param name="Note">How this reading differs from the bytes as they are; null when it does not.</param>
internal sealed record SignedContent(Func<Stream> Open, string? Note = null);
