namespace NfvOrchestrator.Tosca.Model;

/// <summary>A virtual link of the NS (SOL001 §7.8.3).</summary>
public sealed record NsVirtualLink
{
    /// <summary>Node template name; nsVirtualLinkDescId in SOL005.</summary>
    public required string Id { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Layer protocols.</summary>
    public IReadOnlyList<string> LayerProtocols { get; init; } = [];

    /// <summary><c>line</c>, <c>tree</c> or <c>mesh</c>.</summary>
    public string? FlowPattern { get; init; }

    /// <summary>Largest bit rates.</summary>
    public LinkBitrate? MaxBitrate { get; init; }

    /// <summary>Smallest bit rates.</summary>
    public LinkBitrate? MinBitrate { get; init; }

    /// <summary>Quality of service.</summary>
    public LinkQos? Qos { get; init; }

    /// <summary>Availability level, 1 the highest; null = not said (<c>level1</c> of older editions is 1).</summary>
    public int? ServiceAvailabilityLevel { get; init; }

    /// <summary>Ways to test it, as written.</summary>
    public IReadOnlyList<string> TestAccess { get; init; } = [];

    /// <summary>Names of the mirroring jobs on the link.</summary>
    public IReadOnlyList<string> MirroringJobs { get; init; } = [];

    /// <summary>Protocol layers, layer 3 subnet among them.</summary>
    public IReadOnlyList<VirtualLinkProtocolData> ProtocolData { get; init; } = [];
}
