namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>WAN connection information (SOL005 §6.5).</summary>
public sealed record WanConnectionInfo
{
    /// <summary>Identifier of the WAN connection information.</summary>
    public required string WanConnectionInfoId { get; init; }

    /// <summary>Identifier of the NS virtual link information.</summary>
    public string? NsVirtualLinkInfoId { get; init; }

    /// <summary>Identifier of the VNF virtual link resource information.</summary>
    public string? VnfVirtualLinkResourceInfoId { get; init; }

    /// <summary>Protocol information.</summary>
    public WanConnectionProtocolInfo? ProtocolInfo { get; init; }
}
