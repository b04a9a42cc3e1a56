namespace NfvOrchestrator.Placement.Capacity;

/// <summary>What the VIMs say they have and what is used of it: an immutable snapshot (SOL005 NFVI capacity information, in our own shape).</summary>
public sealed record CapacityModel
{
    /// <summary>The VIMs.</summary>
    public required IReadOnlyList<VimCapacity> Vims { get; init; }
}
