namespace NfvOrchestrator.Tosca.Model;

/// <summary>Layer 2 of a link.</summary>
public sealed record L2ProtocolData
{
    /// <summary>Network name.</summary>
    public string? Name { get; init; }

    /// <summary><c>flat</c>, <c>vlan</c>, <c>vxlan</c> or <c>gre</c>.</summary>
    public string? NetworkType { get; init; }

    /// <summary>Whether VLAN tags pass.</summary>
    public bool VlanTransparent { get; init; }

    /// <summary>MTU in bytes.</summary>
    public int? MtuBytes { get; init; }

    /// <summary>VLAN id, VNI or the like.</summary>
    public string? SegmentationId { get; init; }
}
