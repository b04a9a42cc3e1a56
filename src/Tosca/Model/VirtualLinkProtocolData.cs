namespace NfvOrchestrator.Tosca.Model;

/// <summary>Protocol layers of a link.</summary>
public sealed record VirtualLinkProtocolData
{
    /// <summary>The layer the data belongs to, e.g. <c>ipv4</c>.</summary>
    public string? AssociatedLayerProtocol { get; init; }

    /// <summary>Layer 2, or null.</summary>
    public L2ProtocolData? L2 { get; init; }

    /// <summary>Layer 3, or null.</summary>
    public L3ProtocolData? L3 { get; init; }
}
