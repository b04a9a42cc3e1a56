namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Why resources found no place.</summary>
public enum PlacementRejectionKind
{
    /// <summary>No zone is allowed for some demand, or none accepts resources.</summary>
    NoCandidateZone,

    /// <summary>A demand fits nowhere, even alone.</summary>
    DemandTooLarge,

    /// <summary>Each fits alone, all together do not.</summary>
    InsufficientCapacity,

    /// <summary>The tenant's quota is too small.</summary>
    QuotaExceeded,

    /// <summary>There is capacity, but the affinity or anti-affinity cannot be kept.</summary>
    ConstraintUnsatisfiable,

    /// <summary>No arrangement was found within the search budget; there may be one.</summary>
    SearchBudgetExceeded,
}
