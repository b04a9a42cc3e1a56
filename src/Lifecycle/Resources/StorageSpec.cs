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

    /// <summary>The descriptor's software image it starts from, by VIM image reference or image id.</summary>
    public string? ImageRef { get; init; }

    /// <inheritdoc/>
    /// <remarks>A volume may grow, never shrink.</remarks>
    public override bool CanBecome(ResourceSpec target)
        => target is StorageSpec other && other.SizeGib >= SizeGib && other.Type == Type && other.ImageRef == ImageRef;
}
