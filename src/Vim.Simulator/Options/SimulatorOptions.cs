namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What is simulated; section <c>VimSimulator</c> of the configuration.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "VimSimulator";

    /// <summary>The accounts, each an NFVI of its own. Empty means one account <c>sim-1</c> with the default NFVI.</summary>
    public IList<SimulatedAccountOptions> Accounts { get; } = [];

    /// <summary>Directory in which every mutation is journalled, so that a restart finds the inventory again; absent keeps it in memory only.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>How often utilisation is published; zero publishes none.</summary>
    public TimeSpan MetricsInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Deleted keys whose counters are remembered, per account; some 400 bytes each.</summary>
    public int CounterHistory { get; set; } = 10_000;
}
