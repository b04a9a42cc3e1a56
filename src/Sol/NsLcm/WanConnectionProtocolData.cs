namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>WAN connection protocol data (SOL005 §6.5).</summary>
public sealed record WanConnectionProtocolData
{
    /// <summary>MSCS information.</summary>
    public MscsInfo? MscsInfo { get; init; }

    /// <summary>Connectivity service endpoint config datas.</summary>
    public IReadOnlyList<ConnectivityServiceEndpointInfo>? ConnectivityServiceEndpointConfigDatas { get; init; }

    /// <summary>MSCS config data.</summary>
    public MscsConfigData? MscsConfigData { get; init; }
}
