namespace NfvOrchestrator.Tosca.Model;

/// <summary>A size of the VNF that can be asked for by name (SOL001 §6.10.1 and §6.10.3).</summary>
public sealed record InstantiationLevel
{
    /// <summary>levelId.</summary>
    public required string LevelId { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Number of instances of every VDU of the flavour at this level (all VDUs are listed).</summary>
    public required IReadOnlyDictionary<string, int> InstancesByVdu { get; init; }

    /// <summary>Bit rate of the internal links that the level or the deltas give one (SOL001 §6.10.4).</summary>
    public IReadOnlyDictionary<string, LinkBitrate> BitrateByVirtualLink { get; init; } = new Dictionary<string, LinkBitrate>(StringComparer.Ordinal);

    /// <summary>Number of instances of every VipCp and VirtualCp whose number the descriptor gives (SOL001 ≥ 4.3.1).</summary>
    public IReadOnlyDictionary<string, int> InstancesByCp { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Scale level of every aspect at this level (all aspects are listed).</summary>
    public required IReadOnlyDictionary<string, int> ScaleLevelByAspect { get; init; }
}
