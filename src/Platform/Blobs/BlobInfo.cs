namespace NfvOrchestrator.Platform.Blobs;

/// <summary>What was stored.</summary>
/// <param name="SizeBytes">Length in bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the content.</param>
public sealed record BlobInfo(long SizeBytes, string Sha256);
