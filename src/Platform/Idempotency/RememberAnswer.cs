using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Idempotency;

/// <summary>Adds the answer to the batch of the change; does nothing for a request without a key.</summary>
/// <param name="batch">The batch that does what the request asks for.</param>
/// <param name="status">HTTP status of the answer.</param>
/// <param name="location">Location header, if any.</param>
/// <param name="body">JSON body, if any.</param>
public delegate void RememberAnswer(WriteBatch batch, int status, string? location, byte[]? body);
