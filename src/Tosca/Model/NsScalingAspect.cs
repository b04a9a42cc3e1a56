namespace NfvOrchestrator.Tosca.Model;

/// <summary>A scaling aspect of an NS (SOL001 §7.10.6): instances per constituent at each level.</summary>
public sealed record NsScalingAspect
{
    /// <summary>aspectId.</summary>
    public required string AspectId { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Levels in order from 0: number of instances per VNF or nested NS profile.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, int>> Levels { get; init; } = [];

    /// <summary>Levels in order from 0: bit rate per virtual link (VirtualLinkToLevelMapping).</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, LinkBitrate>> VirtualLinkBitrates { get; init; } = [];
}
