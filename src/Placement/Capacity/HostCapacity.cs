namespace NfvOrchestrator.Placement.Capacity;

/// <summary>One compute host (or an aggregate the VIM shows as one).</summary>
public sealed record HostCapacity
{
    /// <summary>The host, unique within its zone.</summary>
    public required string HostId { get; init; }

    /// <summary>Whether it is up and enabled.</summary>
    public bool Up { get; init; } = true;

    /// <summary>What it can do, for example <c>HW_CPU_X86_AVX512F</c>.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>Host aggregates it belongs to.</summary>
    public IReadOnlyList<string> Aggregates { get; init; } = [];

    /// <summary>All it has.</summary>
    public required ResourceAmounts Total { get; init; }

    /// <summary>What is used of it.</summary>
    public required ResourceAmounts Used { get; init; }
}
