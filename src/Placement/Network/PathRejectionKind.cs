namespace NfvOrchestrator.Placement.Network;

/// <summary>Why there is no path.</summary>
public enum PathRejectionKind
{
    /// <summary>A device named in the request is not in the network, or is excluded.</summary>
    UnknownAttachment,

    /// <summary>The ends are not connected by links that are up and allowed.</summary>
    NoRoute,

    /// <summary>They are connected, but not with the wanted bandwidth.</summary>
    InsufficientBandwidth,

    /// <summary>They are connected with the wanted bandwidth, but not within the latency.</summary>
    LatencyExceeded,

    /// <summary>The chain uses links several times and no arrangement was found within the search budget.</summary>
    SearchBudgetExceeded,
}
