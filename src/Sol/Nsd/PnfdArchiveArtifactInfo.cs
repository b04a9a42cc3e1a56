using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>PNFD archive artifact information (SOL005 §5.5).</summary>
public sealed record PnfdArchiveArtifactInfo
{
    /// <summary>Artifact path.</summary>
    public required string ArtifactPath { get; init; }

    /// <summary>Checksum.</summary>
    public required Checksum Checksum { get; init; }

    /// <summary>Identifier of the non mano artifact set.</summary>
    public string? NonManoArtifactSetId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
