namespace NfvOrchestrator.Tosca.Model;

/// <summary>A size of the NS that can be asked for by name (SOL001 §7.10.10).</summary>
public sealed record NsInstantiationLevel
{
    /// <summary>levelId.</summary>
    public required string LevelId { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Number of instances of every VNF and nested NS profile at this level (all are listed).</summary>
    public required IReadOnlyDictionary<string, int> InstancesByProfile { get; init; }

    /// <summary>Bit rate of the virtual links that the level gives one (VirtualLinkToInstantiationLevelMapping).</summary>
    public IReadOnlyDictionary<string, LinkBitrate> BitrateByVirtualLink { get; init; } = new Dictionary<string, LinkBitrate>(StringComparer.Ordinal);
}
