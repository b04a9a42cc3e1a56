using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>The answer of a health endpoint.</summary>
internal sealed record HealthAnswer([property: JsonPropertyName("status")] string Status, [property: JsonPropertyName("checks")] IReadOnlyDictionary<string, HealthCheckAnswer> Checks);
