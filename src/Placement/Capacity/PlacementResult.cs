using System.Diagnostics.CodeAnalysis;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The outcome of a placement.</summary>
public sealed record PlacementResult
{
    /// <summary>The places, in the order of the demands.</summary>
    public IReadOnlyList<ReservationLine>? Lines { get; init; }

    /// <summary>Best-effort groups that could not be kept.</summary>
    public IReadOnlyList<string> RelaxedGroups { get; init; } = [];

    /// <summary>Groups of scope NFVI_NODE with members in zones that show no hosts: the VIM has to keep them (server groups).</summary>
    public IReadOnlyList<string> LeftToVim { get; init; } = [];

    /// <summary>Why not.</summary>
    public PlacementRejection? Rejection { get; init; }

    /// <summary>Whether everything has a place.</summary>
    [MemberNotNullWhen(true, nameof(Lines))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool Placed => Lines is not null;
}
