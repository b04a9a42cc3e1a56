using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Security;

/// <summary>RFC 7517 §5.</summary>
internal sealed record JwksDocument
{
    [JsonPropertyName("keys")]
    public required IReadOnlyList<Jwk> Keys { get; init; }
}
