namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Why a demand cannot go somewhere.</summary>
internal sealed record Obstacle(PlacementRejectionKind Kind, string Text, IReadOnlyList<Shortage> Shortages, string? GroupId = null);
