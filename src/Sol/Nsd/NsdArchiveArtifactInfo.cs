using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>NSD archive artifact information (SOL005 §5.5).</summary>
public sealed record NsdArchiveArtifactInfo
{
    /// <summary>Artifact path.</summary>
    public required string ArtifactPath { get; init; }

    /// <summary>Checksum.</summary>
    public required Checksum Checksum { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
