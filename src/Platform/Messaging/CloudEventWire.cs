using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>The envelope as it travels.</summary>
internal sealed record CloudEventWire
{
    [JsonPropertyName("specversion")]
    public string? SpecVersion { get; init; }

    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("source")]
    public string? Source { get; init; }

    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("subject")]
    public string? Subject { get; init; }

    [JsonPropertyName("time")]
    public DateTimeOffset Time { get; init; }

    [JsonPropertyName("datacontenttype")]
    public string? DataContentType { get; init; }

    [JsonPropertyName("tenant")]
    public string? Tenant { get; init; }

    [JsonPropertyName("traceparent")]
    public string? Traceparent { get; init; }

    [JsonPropertyName("deadletterreason")]
    public string? DeadLetterReason { get; init; }

    [JsonPropertyName("data")]
    public JsonElement Data { get; init; }
}
