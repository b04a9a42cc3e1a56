namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Why resources found no place, what is missing where, and what would be possible.</summary>
public sealed record PlacementRejection
{
    /// <summary>The reason.</summary>
    public required PlacementRejectionKind Kind { get; init; }

    /// <summary>All of it for a person.</summary>
    public required string Message { get; init; }

    /// <summary>The demand that found no place, when one can be named.</summary>
    public string? DemandKey { get; init; }

    /// <summary>The group that cannot be kept, when one can be named.</summary>
    public string? GroupId { get; init; }

    /// <summary>What is short where; at most twenty, the nearest miss first.</summary>
    public IReadOnlyList<Shortage> Shortages { get; init; } = [];

    /// <summary>What would fit.</summary>
    public PlacementAlternative? Alternative { get; init; }
}
