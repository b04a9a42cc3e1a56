namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>MSCS endpoint information (SOL005 §6.5).</summary>
public sealed record MscsEndpointInfo
{
    /// <summary>Identifier of the MSCS endpoint.</summary>
    public required string MscsEndpointId { get; init; }

    /// <summary>Directionality.</summary>
    public required MscsEndpointInfoDirectionality Directionality { get; init; }

    /// <summary>Identifier of the connectivity service endpoin.</summary>
    public required IReadOnlyList<string> ConnectivityServiceEndpoinId { get; init; }
}
