namespace NfvOrchestrator.Sdn.Paths;

/// <summary>What was read back about one rule of the path.</summary>
public sealed record PathHopCheck
{
    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>In port the rule matches.</summary>
    public required string InPort { get; init; }

    /// <summary>Out port the rule sends to.</summary>
    public required string OutPort { get; init; }

    /// <summary>True for the way back of a bidirectional path.</summary>
    public bool Reverse { get; init; }

    /// <summary>The controller's flow id (text: 64 bit); null while it is missing.</summary>
    public string? FlowId { get; init; }

    /// <summary>Installed or not.</summary>
    public required HopRuleState State { get; init; }

    /// <summary>Packets counted by the device.</summary>
    public long Packets { get; init; }

    /// <summary>Bytes counted by the device.</summary>
    public long Bytes { get; init; }
}
