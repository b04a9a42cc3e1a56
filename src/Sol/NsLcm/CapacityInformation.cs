using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Capacity information (SOL005 §6.5).</summary>
public sealed record CapacityInformation
{
    /// <summary>Identifier of the VIM.</summary>
    public required string VimId { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_link")]
    public required Link Link { get; init; }
}
