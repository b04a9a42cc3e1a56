using NfvOrchestrator.Sdn.Paths;

namespace NfvOrchestrator.Sdn.Onos.Registry;

/// <summary>What the adapter must not forget about a path: everything that is in the controller can be derived from it.</summary>
public sealed record PathRecord
{
    /// <summary>The controller.</summary>
    public required string ControllerId { get; init; }

    /// <summary>The owner.</summary>
    public required string Tenant { get; init; }

    /// <summary>The caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>What is wanted.</summary>
    public required PathSpec Spec { get; init; }

    /// <summary>From 1; one more with each other spec.</summary>
    public required int Generation { get; init; }

    /// <summary>VLAN that tags it between its ends; null on a single device and for intents.</summary>
    public int? Vlan { get; init; }

    /// <summary>Routes before this one whose rules may still be in the devices.</summary>
    public IReadOnlyList<PathRoute> Previous { get; init; } = [];

    /// <summary>When this generation was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Deletion was accepted.</summary>
    public bool Removing { get; init; }

    /// <summary>Last state.</summary>
    public required PathState State { get; init; }

    /// <summary>When it changed.</summary>
    public required DateTimeOffset StateChangedAt { get; init; }

    /// <summary>Number of the last change, part of event ids.</summary>
    public int Changes { get; init; }

    /// <summary>Why it is not ACTIVE.</summary>
    public string? Error { get; init; }

    /// <summary>Links and devices of the route that are down.</summary>
    public IReadOnlyList<string> DownElements { get; init; } = [];

    /// <summary>Whether the last fault published is "down". Written after publishing: an event can be doubled, not lost.</summary>
    public bool DownPublished { get; init; }

    /// <summary>The route that is wanted.</summary>
    internal PathRoute Route => new(Spec, Generation, Vlan);
}
