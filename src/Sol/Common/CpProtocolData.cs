namespace NfvOrchestrator.Sol.Common;

/// <summary>CP protocol data (SOL003 §4.4).</summary>
public sealed record CpProtocolData
{
    /// <summary>Layer protocol.</summary>
    public required LayerProtocol LayerProtocol { get; init; }

    /// <summary>IP over ethernet.</summary>
    public IpOverEthernetAddressData? IpOverEthernet { get; init; }
}
