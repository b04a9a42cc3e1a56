namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Which of the possible places is taken.</summary>
public enum PlacementStrategy
{
    /// <summary>The fullest that fits: keeps large holes for large demands and lets empty hosts sleep.</summary>
    Pack,

    /// <summary>The emptiest: a failure takes least with it.</summary>
    Spread,
}
