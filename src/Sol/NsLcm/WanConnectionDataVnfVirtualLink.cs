namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>WAN connection data VNF virtual link (SOL005 §6.5).</summary>
public sealed record WanConnectionDataVnfVirtualLink
{
    /// <summary>Identifier of the VNF profile.</summary>
    public required string VnfProfileId { get; init; }

    /// <summary>Identifier of the VNF virtual link descriptor.</summary>
    public required string VnfVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the VNF virtual link profile.</summary>
    public required string VnfVirtualLinkProfileId { get; init; }
}
