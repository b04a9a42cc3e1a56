namespace NfvOrchestrator.Placement.Network;

/// <summary>What two paths must not have in common.</summary>
public enum Disjointness
{
    /// <summary>No cable in either direction.</summary>
    Link,

    /// <summary>No cable and no shared risk group.</summary>
    SharedRisk,

    /// <summary>Also no device, except those where the traffic enters, leaves or visits a function.</summary>
    Device,
}
