namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>The content of a server's disk or of a volume at one moment, kept in the VIM. It outlives what it was taken from.</summary>
public sealed record SnapshotSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Snapshot;

    /// <summary>Key of the server or volume node it is taken from.</summary>
    public required string SourceKey { get; init; }

    /// <inheritdoc/>
    /// <remarks>A moment does not come back.</remarks>
    public override bool CanBecome(ResourceSpec target) => Equals(target);
}
