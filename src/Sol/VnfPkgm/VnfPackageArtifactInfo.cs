using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>VNF package artifact information (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record VnfPackageArtifactInfo
{
    /// <summary>Artifact path.</summary>
    public string? ArtifactPath { get; init; }

    /// <summary>Artifact URI.</summary>
    public string? ArtifactURI { get; init; }

    /// <summary>Checksum.</summary>
    public required Checksum Checksum { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>Identifier of the non mano artifact set.</summary>
    public string? NonManoArtifactSetId { get; init; }

    /// <summary>Artifact classification.</summary>
    public ArtifactClassification? ArtifactClassification { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
