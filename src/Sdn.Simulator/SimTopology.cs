namespace NfvOrchestrator.Sdn.Simulator;

/// <summary>The fixed part of the simulated network: what is cabled to what.</summary>
public sealed record SimTopology
{
    /// <summary>The switches.</summary>
    public required IReadOnlyList<SimDevice> Devices { get; init; }

    /// <summary>The cables between them.</summary>
    public required IReadOnlyList<SimCable> Cables { get; init; }

    /// <summary>The hosts the controller has learnt.</summary>
    public IReadOnlyList<SimHost> Hosts { get; init; } = [];
}
