using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Events;

/// <summary>A link or device changed state.</summary>
public sealed record NetworkElementEvent
{
    /// <summary>The controller.</summary>
    public required string ControllerId { get; init; }

    /// <summary>Link id or device id.</summary>
    public required string Id { get; init; }

    /// <summary>State it has now.</summary>
    public required NetworkState State { get; init; }

    /// <summary>Paths over it: tenant, NS instance and path of each, at most 1000.</summary>
    public IReadOnlyList<string> AffectedInstances { get; init; } = [];
}
