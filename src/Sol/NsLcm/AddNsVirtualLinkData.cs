namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Add NS virtual link data (SOL005 §6.5).</summary>
public sealed record AddNsVirtualLinkData
{
    /// <summary>Identifier of the NS virtual link profile.</summary>
    public required string NsVirtualLinkProfileId { get; init; }
}
