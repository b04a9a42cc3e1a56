namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Rejected LCM coordination (SOL005 §6.5).</summary>
public sealed record RejectedLcmCoordination
{
    /// <summary>Coordination action name.</summary>
    public required string CoordinationActionName { get; init; }

    /// <summary>Instant: rejection time.</summary>
    public required DateTimeOffset RejectionTime { get; init; }

    /// <summary>Endpoint type.</summary>
    public required LcmCoordinationEndpointType EndpointType { get; init; }

    /// <summary>Instant: delay.</summary>
    public required DateTimeOffset Delay { get; init; }
}
