namespace NfvOrchestrator.Placement.Capacity;

/// <summary>What one owner (a VNF instance) holds: one document each, while the ledger has only sums.</summary>
public sealed record Reservation
{
    /// <summary>Whose it is: the VNF instance.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The tenant whose quota it counts against.</summary>
    public required string Tenant { get; init; }

    /// <summary>What is held where.</summary>
    public required IReadOnlyList<ReservationLine> Lines { get; init; }

    /// <summary>Given back unless it is confirmed or renewed by then; null: held until released.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Keys of the lines whose resources exist in the VIM.</summary>
    public IReadOnlyList<string> ConfirmedKeys { get; init; } = [];
}
