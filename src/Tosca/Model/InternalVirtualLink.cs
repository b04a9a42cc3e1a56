namespace NfvOrchestrator.Tosca.Model;

/// <summary>An internal virtual link of a VNF (SOL001 §6.8.8).</summary>
public sealed record InternalVirtualLink
{
    /// <summary>Node template name; vnfVirtualLinkDescId in SOL003.</summary>
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

    /// <summary>Bit rate at scale level 0 of every aspect (VirtualLinkBitrateInitialDelta), or null.</summary>
    public LinkBitrate? InitialBitrate { get; init; }

    /// <summary>Ways to test it (test_access), as written.</summary>
    public IReadOnlyList<string> TestAccess { get; init; } = [];

    /// <summary>What maintenance of the NFVI must respect, or null.</summary>
    public NfviMaintenanceInfo? MaintenanceInfo { get; init; }

    /// <summary>Quality of service.</summary>
    public LinkQos? Qos { get; init; }

    /// <summary>Protocol layers, layer 3 subnet among them.</summary>
    public IReadOnlyList<VirtualLinkProtocolData> ProtocolData { get; init; } = [];

    /// <summary>externally_managed: <c>allowed</c>, <c>required</c> or null.</summary>
    public string? ExternallyManaged { get; init; }

    /// <summary>Monitoring parameters of the link.</summary>
    public IReadOnlyList<MonitoringParameter> MonitoringParameters { get; init; } = [];
}
