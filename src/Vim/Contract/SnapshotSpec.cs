using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>
/// The content of a server's root disk, or of a volume, at the moment of its creation. It outlives its source, which may change or be deleted afterwards; how the adapter
/// sees to that (image, copy of the volume, backup) is its own affair. Use: a snapshot of a server as <see cref="ComputeSpec.ImageRef"/>, or in the action REBUILD; one of a volume as
/// <see cref="StorageSpec.SnapshotKey"/>. It cannot change; a new moment is a new key. Servers and volumes made from it do not need it any longer.
/// </summary>
public sealed record SnapshotSpec : VimResourceSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override VimResourceKind Kind => VimResourceKind.Snapshot;

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Kind of the source: <see cref="VimResourceKind.Compute"/> or <see cref="VimResourceKind.Storage"/>.</summary>
    public required VimResourceKind SourceKind { get; init; }

    /// <summary>Key of our server or volume. It is looked for when the snapshot is made, never afterwards.</summary>
    public required string SourceKey { get; init; }
}
