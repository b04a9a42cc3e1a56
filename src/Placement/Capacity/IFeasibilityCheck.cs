namespace NfvOrchestrator.Placement.Capacity;

/// <summary>One reason why a demand cannot go somewhere. Checks are independent of each other; the search asks all of them.</summary>
internal interface IFeasibilityCheck
{
    /// <summary>Whether this check has nothing against it.</summary>
    bool Allows(PlacementState state, ResourceDemand demand, Candidate candidate);

    /// <summary>What it has against it; called only when it does.</summary>
    Obstacle Explain(PlacementState state, ResourceDemand demand, Candidate candidate);
}
