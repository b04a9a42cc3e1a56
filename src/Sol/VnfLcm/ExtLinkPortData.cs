namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>External link port data (SOL003 §5.5).</summary>
public sealed record ExtLinkPortData
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }

    /// <summary>Identifier of the trunk resource.</summary>
    public string? TrunkResourceId { get; init; }
}
