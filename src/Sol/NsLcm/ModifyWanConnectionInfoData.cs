namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Modify WAN connection information data (SOL005 §6.5).</summary>
public sealed record ModifyWanConnectionInfoData
{
    /// <summary>Identifier of the WAN connection information.</summary>
    public required string WanConnectionInfoId { get; init; }

    /// <summary>MSCS name.</summary>
    public string? MscsName { get; init; }

    /// <summary>MSCS description.</summary>
    public string? MscsDescription { get; init; }

    /// <summary>MSCS endpoints.</summary>
    public IReadOnlyList<MscsEndpointInfo>? MscsEndpoints { get; init; }

    /// <summary>Identifiers: remove MSCS endpoint.</summary>
    public IReadOnlyList<string>? RemoveMscsEndpointIds { get; init; }

    /// <summary>Connectivity service endpoints.</summary>
    public IReadOnlyList<ConnectivityServiceEndpointInfo>? ConnectivityServiceEndpoints { get; init; }

    /// <summary>Remove connectivity service endpoints.</summary>
    public IReadOnlyList<string>? RemoveConnectivityServiceEndpoints { get; init; }
}
