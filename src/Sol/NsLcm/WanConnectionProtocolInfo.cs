namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>WAN connection protocol information (SOL005 §6.5).</summary>
public sealed record WanConnectionProtocolInfo
{
    /// <summary>MSCS information.</summary>
    public MscsInfo? MscsInfo { get; init; }

    /// <summary>Connectivity service endpoints.</summary>
    public IReadOnlyList<ConnectivityServiceEndpointInfo>? ConnectivityServiceEndpoints { get; init; }
}
