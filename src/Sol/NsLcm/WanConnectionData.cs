namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>WAN connection data (SOL005 §6.5).</summary>
public sealed record WanConnectionData
{
    /// <summary>NS virtual link.</summary>
    public WanConnectionDataNsVirtualLink? NsVirtualLink { get; init; }

    /// <summary>VNF virtual link.</summary>
    public WanConnectionDataVnfVirtualLink? VnfVirtualLink { get; init; }

    /// <summary>Protocol data.</summary>
    public required WanConnectionProtocolData ProtocolData { get; init; }
}
