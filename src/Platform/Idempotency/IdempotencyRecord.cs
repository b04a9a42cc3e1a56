namespace NfvOrchestrator.Platform.Idempotency;

/// <summary>The answer that a request with an <c>Idempotency-Key</c> got.</summary>
public sealed record IdempotencyRecord
{
    /// <summary>Hash of what the request asked for.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The answer.</summary>
    public required IdempotentReplay Answer { get; init; }

    /// <summary>After this time the key is forgotten.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
