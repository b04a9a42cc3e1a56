namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>Where uploaded content is.</summary>
/// <param name="Blob">Name in the blob store.</param>
/// <param name="SizeBytes">Length, in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="MediaType">As uploaded: application/zip or text/plain.</param>
public sealed record ContentLocation(string Blob, long SizeBytes, string Sha256, string MediaType);
