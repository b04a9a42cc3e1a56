namespace NfvOrchestrator.Placement.Capacity;

/// <summary>What would be possible instead.</summary>
public sealed record PlacementAlternative
{
    /// <summary>For a person.</summary>
    public required string Description { get; init; }

    /// <summary>The places; of all demands, or of those that fit.</summary>
    public required IReadOnlyList<ReservationLine> Lines { get; init; }

    /// <summary>The group that would have to be given up.</summary>
    public string? WithoutGroupId { get; init; }

    /// <summary>Whether zones outside the allowed ones would be needed.</summary>
    public bool IgnoresZoneConstraints { get; init; }
}
