namespace NfvOrchestrator.Sol.Common;

/// <summary>CP protocol information (SOL003 §4.4).</summary>
public sealed record CpProtocolInfo
{
    /// <summary>Layer protocol.</summary>
    public required LayerProtocol LayerProtocol { get; init; }

    /// <summary>IP over ethernet.</summary>
    public IpOverEthernetAddressInfo? IpOverEthernet { get; init; }
}
