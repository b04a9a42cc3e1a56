namespace NfvOrchestrator.Sdn.Simulator;

/// <summary>How the simulated controller and its network behave.</summary>
public sealed record SdnSimulatorOptions
{
    /// <summary>User with the admin role (the controller's factory default).</summary>
    public string User { get; init; } = "onos";

    /// <summary>That user's password.</summary>
    public string Password { get; init; } = "rocks";

    /// <summary>Journal that lets the network survive kill -9; null keeps everything in memory only.</summary>
    public string? DataFile { get; init; }

    /// <summary>Time until a device reports a new rule as ADDED. A real ONOS polls each device every 5 s.</summary>
    public TimeSpan FlowPoll { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Time until a new intent can be read and is compiled. Real: 16 to 26 ms.</summary>
    public TimeSpan IntentDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Length of the interval of the port statistics; whole seconds. Real: 5 s.</summary>
    public TimeSpan StatisticsInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The network.</summary>
    public SimTopology Topology { get; init; } = LabTopology.Create();
}
