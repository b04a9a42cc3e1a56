namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Demands that shall be together or apart.</summary>
public sealed record AffinityGroup
{
    /// <summary>Identity, for messages.</summary>
    public required string Id { get; init; }

    /// <summary>True: apart from each other. False: together.</summary>
    public required bool Anti { get; init; }

    /// <summary>How near.</summary>
    public required AffinityScope Scope { get; init; }

    /// <summary>Keys of demands and of existing lines.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>Whether it may be broken when it cannot be kept (SOL003 fallbackBestEffort).</summary>
    public bool FallbackBestEffort { get; init; }
}
