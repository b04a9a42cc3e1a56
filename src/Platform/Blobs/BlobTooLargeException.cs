namespace NfvOrchestrator.Platform.Blobs;

/// <summary>An upload exceeded its limit and was discarded.</summary>
public sealed class BlobTooLargeException(long maxBytes) : Exception($"The content is larger than the limit of {maxBytes} bytes; nothing was stored.")
{
    /// <summary>The limit in bytes.</summary>
    public long MaxBytes { get; } = maxBytes;
}
