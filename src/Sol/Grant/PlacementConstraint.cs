using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Grant;

/// <summary>Placement constraint (SOL003 §9.5).</summary>
public sealed record PlacementConstraint
{
    /// <summary>Affinity or anti affinity.</summary>
    public required AffinityOrAntiAffinity AffinityOrAntiAffinity { get; init; }

    /// <summary>Scope.</summary>
    public required PlacementScope Scope { get; init; }

    /// <summary>Resource.</summary>
    public required IReadOnlyList<ConstraintResourceRef> Resource { get; init; }

    /// <summary>Whether: fallback best effort.</summary>
    public bool? FallbackBestEffort { get; init; }
}
