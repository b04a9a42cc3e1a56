using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Links of NSD information (SOL005 §5.5).</summary>
public sealed record NsdInfoLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>NSD content.</summary>
    [JsonPropertyName("nsd_content")]
    public required Link NsdContent { get; init; }
}
