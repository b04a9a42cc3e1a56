namespace NfvOrchestrator.Sdn.Topologies;

/// <summary>A forwarding device (switch) of the controller's network.</summary>
public sealed record NetworkDevice
{
    /// <summary>Id as the controller names it.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people; the id when the controller knows none.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the controller can program it.</summary>
    public required NetworkState State { get; init; }
}
