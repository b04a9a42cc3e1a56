using NfvOrchestrator.Sdn.Paths;

namespace NfvOrchestrator.Sdn.Events;

/// <summary>A path went down or came up.</summary>
public sealed record PathEvent
{
    /// <summary>The controller.</summary>
    public required string ControllerId { get; init; }

    /// <summary>The path's key.</summary>
    public required string Key { get; init; }

    /// <summary>Whose it is.</summary>
    public required PathTags Tags { get; init; }

    /// <summary>State it has now.</summary>
    public required PathState State { get; init; }

    /// <summary>Its generation: an event about an older one than the caller knows is stale.</summary>
    public required int Generation { get; init; }

    /// <summary>Links and devices of the route that are down.</summary>
    public IReadOnlyList<string> DownElements { get; init; } = [];

    /// <summary>Why, for a person.</summary>
    public string? Reason { get; init; }
}
