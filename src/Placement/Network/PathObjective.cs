namespace NfvOrchestrator.Placement.Network;

/// <summary>What a path search makes small.</summary>
public enum PathObjective
{
    /// <summary>The sum of link costs, then latency, then hops.</summary>
    Cost,

    /// <summary>The sum of latencies, then cost, then hops.</summary>
    Latency,
}
