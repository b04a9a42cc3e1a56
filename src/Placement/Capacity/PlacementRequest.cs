namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Resources that need places, together (SOL003 GrantRequest seen by the placement).</summary>
public sealed record PlacementRequest
{
    /// <summary>Whose quota counts.</summary>
    public required string Tenant { get; init; }

    /// <summary>What needs a place.</summary>
    public required IReadOnlyList<ResourceDemand> Demands { get; init; }

    /// <summary>What shall be together or apart.</summary>
    public IReadOnlyList<AffinityGroup> Groups { get; init; } = [];

    /// <summary>What the owner already has, so that groups hold across scaling.</summary>
    public IReadOnlyList<ReservationLine> Existing { get; init; } = [];

    /// <summary>Zones to choose from; empty: all.</summary>
    public IReadOnlyList<ZoneRef> AllowedZones { get; init; } = [];

    /// <summary>Zones not to be used.</summary>
    public IReadOnlyList<ZoneRef> ExcludedZones { get; init; } = [];

    /// <summary>Which of the possible places is taken.</summary>
    public PlacementStrategy Strategy { get; init; }
}
