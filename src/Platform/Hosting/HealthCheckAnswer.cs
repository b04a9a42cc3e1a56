using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>One check in it.</summary>
internal sealed record HealthCheckAnswer(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("milliseconds")] double Milliseconds);
