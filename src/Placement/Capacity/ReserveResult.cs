using System.Diagnostics.CodeAnalysis;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The outcome of reserving places: a new ledger and the reservation, or what is short (then the ledger is the old one).</summary>
public sealed record ReserveResult
{
    /// <summary>The ledger after it.</summary>
    public required ZoneLedger Ledger { get; init; }

    /// <summary>The reservation to store.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>What is short.</summary>
    public IReadOnlyList<Shortage> Shortages { get; init; } = [];

    /// <summary>Why not, for a person.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it is reserved.</summary>
    [MemberNotNullWhen(true, nameof(Reservation))]
    [MemberNotNullWhen(false, nameof(Message))]
    public bool Reserved => Reservation is not null;
}
