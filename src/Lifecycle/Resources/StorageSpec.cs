namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A volume (SOL001 Vdu.VirtualBlockStorage and kin).</summary>
public sealed record StorageSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Storage;

    /// <summary>Size in GiB.</summary>
    public required long SizeGib { get; init; }

    /// <summary>BLOCK, FILE or OBJECT.</summary>
    public string Type { get; init; } = "BLOCK";

    /// <summary>The descriptor's software image id that it starts from; null: it is empty.</summary>
    public string? ImageRef { get; init; }

    /// <summary>What that image is in the VIM, as the grant said when the volume was made; null: by the descriptor's image.</summary>
    public string? ImageId { get; init; }

    /// <summary>Key in the VIM of the snapshot of a volume it starts from, instead of the image; null: none.</summary>
    public string? SnapshotKey { get; init; }

    /// <summary>Several servers attach it at the same time; null: one does. Decided when it is made.</summary>
    public bool? MultiAttach { get; init; }

    /// <summary>Id of the storage in the descriptor, where it is not that in the key (a change of package gave it another); null: it is.</summary>
    public string? DescriptorId { get; init; }

    /// <summary>Grows each time its content is to be made anew.</summary>
    public int Incarnation { get; init; }

    /// <inheritdoc/>
    public override bool IsExclusive => MultiAttach != true;

    /// <inheritdoc/>
    /// <remarks>A volume may grow, never shrink.</remarks>
    public override bool CanBecome(ResourceSpec target)
        => target is StorageSpec other && other.SizeGib >= SizeGib && other.Type == Type && other.ImageRef == ImageRef && other.ImageId == ImageId && other.SnapshotKey == SnapshotKey && other.Incarnation == Incarnation
            && other.MultiAttach == MultiAttach;
}
