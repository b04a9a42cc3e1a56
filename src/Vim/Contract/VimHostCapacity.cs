namespace NfvOrchestrator.Vim;

/// <summary>Capacity of a host.</summary>
public sealed record VimHostCapacity
{
    /// <summary>Name of the host.</summary>
    public required string Host { get; init; }

    /// <summary>Whether it runs.</summary>
    public required bool Up { get; init; }

    /// <summary>Whether an administrator lets servers be placed on it (it is not drained).</summary>
    public bool Schedulable { get; set; } = true;

    /// <summary>Host aggregates it belongs to.</summary>
    public IReadOnlyList<string> Aggregates { get; set; } = [];

    /// <summary>Traits, e.g. <c>HW_CPU_X86_AVX512F</c>.</summary>
    public IReadOnlyList<string> Traits { get; set; } = [];

    /// <summary>What it has.</summary>
    public required VimPools Pools { get; init; }

    /// <summary>NUMA nodes; empty when the VIM does not show them.</summary>
    public IReadOnlyList<VimNumaCapacity> NumaNodes { get; set; } = [];

    /// <summary>Servers on it, of any tenant.</summary>
    public int Servers { get; init; }

    /// <summary>Power drawn now, in watts; absent when not known.</summary>
    public double? PowerWatts { get; init; }

    /// <summary>Power when idle, in watts; absent when not known.</summary>
    public double? IdleWatts { get; init; }

    /// <summary>Power at full load, in watts; absent when not known.</summary>
    public double? PeakWatts { get; init; }
}
