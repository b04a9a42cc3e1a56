using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Cancel mode (SOL003 §4.4).</summary>
public sealed record CancelMode
{
    /// <summary>Cancel mode.</summary>
    [JsonPropertyName("cancelMode")]
    public required CancelModeType Mode { get; init; }
}
