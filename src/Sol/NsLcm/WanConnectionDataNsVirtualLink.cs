namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>WAN connection data NS virtual link (SOL005 §6.5).</summary>
public sealed record WanConnectionDataNsVirtualLink
{
    /// <summary>Identifier of the NS virtual link descriptor.</summary>
    public required string NsVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the NS virtual link profile.</summary>
    public required string NsVirtualLinkProfileId { get; init; }
}
