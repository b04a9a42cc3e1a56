namespace NfvOrchestrator.Sol.Conventions;

/// <summary>The request body an endpoint takes. Used for 413 and 415, and for the OpenAPI document.</summary>
/// <param name="Type">Data type; null for content that is not JSON.</param>
/// <param name="ContentTypes">Media types taken; <c>*/*</c> takes any.</param>
/// <param name="MaxBytes">Largest body; null for the service's default for JSON.</param>
/// <param name="Optional">The body may be absent.</param>
public sealed record SolBodyMetadata(Type? Type, IReadOnlyList<string> ContentTypes, long? MaxBytes, bool Optional);
