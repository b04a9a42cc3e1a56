using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Security;

/// <summary>RFC 6749 §5.2.</summary>
internal sealed record TokenError
{
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    [JsonPropertyName("error_description")]
    public required string Description { get; init; }
}
