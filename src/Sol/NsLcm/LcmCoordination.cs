using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>LCM coordination (SOL005 §6.5).</summary>
public sealed record LcmCoordination
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Coordination action name.</summary>
    public required string CoordinationActionName { get; init; }

    /// <summary>Coordination result.</summary>
    public LcmCoordResultType? CoordinationResult { get; init; }

    /// <summary>Instant: start time.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Instant: end time.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Endpoint type.</summary>
    public required LcmCoordinationEndpointType EndpointType { get; init; }

    /// <summary>Instant: delay.</summary>
    public DateTimeOffset? Delay { get; init; }
}
