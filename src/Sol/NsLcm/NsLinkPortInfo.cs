namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>NS link port information (SOL005 §6.5).</summary>
public sealed record NsLinkPortInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }

    /// <summary>NS CP handle.</summary>
    public NsCpHandle? NsCpHandle { get; init; }
}
