using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer2 protocol data layer2 connection information (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer2ProtocolDataLayer2ConnectionInfo
{
    /// <summary>Connection type.</summary>
    public required SiteToWanLayer2ProtocolDataLayer2ConnectionInfoConnectionType ConnectionType { get; init; }

    /// <summary>Interface type.</summary>
    public required SiteToWanLayer2ProtocolDataLayer2ConnectionInfoInterfaceType InterfaceType { get; init; }

    /// <summary>Interface tagging.</summary>
    public required SiteToWanLayer2ProtocolDataLayer2ConnectionInfoInterfaceTagging InterfaceTagging { get; init; }

    /// <summary>Encapsulation type.</summary>
    public required SiteToWanLayer2ProtocolDataLayer2ConnectionInfoEncapsulationType EncapsulationType { get; init; }

    /// <summary>Vlan tagging type.</summary>
    public SiteToWanLayer2ProtocolDataLayer2ConnectionInfoVlanTaggingType? VlanTaggingType { get; init; }

    /// <summary>Identifiers: WAN segment.</summary>
    public SiteToWanLayer2ProtocolDataLayer2ConnectionInfoWanSegmentIds? WanSegmentIds { get; init; }

    /// <summary>Vxlan config.</summary>
    public SiteToWanLayer2ProtocolDataLayer2ConnectionInfoVxlanConfig? VxlanConfig { get; init; }

    /// <summary>Lag interface data.</summary>
    public SiteToWanLayer2ProtocolDataLayer2ConnectionInfoLagInterfaceData? LagInterfaceData { get; init; }

    /// <summary>Layer2 control protocol.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Layer2ControlProtocol { get; init; }
}
