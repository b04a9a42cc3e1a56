using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>A volume. It may grow, never shrink, and change its type; where its content came from is history: image, snapshot and source volume cannot change. At most one of them may be set.</summary>
public sealed record StorageSpec : VimResourceSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override VimResourceKind Kind => VimResourceKind.Storage;

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Size in GiB, at least 1.</summary>
    public required long SizeGib { get; init; }

    /// <summary>Volume type of the VIM; absent means its default.</summary>
    public string? Type { get; init; }

    /// <summary>Key of an image of ours, or the VIM's identifier or name of one, to fill the volume with.</summary>
    public string? ImageRef { get; init; }

    /// <summary>Key of a snapshot of one of our volumes to fill the volume with.</summary>
    public string? SnapshotKey { get; init; }

    /// <summary>Key of one of our volumes to copy.</summary>
    public string? SourceVolumeKey { get; init; }

    /// <summary>Several servers may attach it at the same time.</summary>
    public bool MultiAttach { get; init; }

    /// <summary>Zone of the storage.</summary>
    public string? Zone { get; init; }
}
