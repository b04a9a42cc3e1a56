using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Links of PNFD information (SOL005 §5.5).</summary>
public sealed record PnfdInfoLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>PNFD content.</summary>
    [JsonPropertyName("pnfd_content")]
    public required Link PnfdContent { get; init; }
}
