namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>External link port information (SOL003 §5.5).</summary>
public sealed record ExtLinkPortInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }

    /// <summary>Identifier of the CP instance.</summary>
    public string? CpInstanceId { get; init; }

    /// <summary>Identifier of the secondary CP instance.</summary>
    public string? SecondaryCpInstanceId { get; init; }

    /// <summary>Identifier of the trunk resource.</summary>
    public string? TrunkResourceId { get; init; }
}
