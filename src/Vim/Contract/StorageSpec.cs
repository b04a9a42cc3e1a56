using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>A volume. It may grow, never shrink.</summary>
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

    /// <summary>Zone of the storage.</summary>
    public string? Zone { get; init; }
}
