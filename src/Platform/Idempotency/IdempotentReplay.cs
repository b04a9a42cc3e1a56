namespace NfvOrchestrator.Platform.Idempotency;

/// <summary>The stored answer of a request that was made before with the same <c>Idempotency-Key</c>.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Location">Header Location; null: none.</param>
/// <param name="Body">JSON body; null: none.</param>
public sealed record IdempotentReplay(int Status, string? Location, string? Body);
