namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>External link port data (SOL005 §6.5).</summary>
public sealed record ExtLinkPortData
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }

    /// <summary>Identifier of the trunk resource.</summary>
    public string? TrunkResourceId { get; init; }
}
