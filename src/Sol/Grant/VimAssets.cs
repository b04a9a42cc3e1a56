namespace NfvOrchestrator.Sol.Grant;

/// <summary>VIM assets (SOL003 §9.5).</summary>
public sealed record VimAssets
{
    /// <summary>Compute resource flavours.</summary>
    public IReadOnlyList<VimComputeResourceFlavour>? ComputeResourceFlavours { get; init; }

    /// <summary>Software images.</summary>
    public IReadOnlyList<VimSoftwareImage>? SoftwareImages { get; init; }

    /// <summary>Snapshot resources.</summary>
    public IReadOnlyList<VimSnapshotResource>? SnapshotResources { get; init; }
}
