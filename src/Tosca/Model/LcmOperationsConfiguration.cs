namespace NfvOrchestrator.Tosca.Model;

/// <summary>What the operations of the flavour can do (SOL001 VnfLcmOperationsConfiguration), defaults of the types filled in.</summary>
public sealed record LcmOperationsConfiguration
{
    /// <summary>Instantiation to target scale levels.</summary>
    public bool TargetScaleLevelsSupported { get; init; }

    /// <summary>More than one step in one scale operation.</summary>
    public bool ScalingByMoreThanOneStepSupported { get; init; }

    /// <summary>Scale to level with arbitrary levels of the aspects; null = not said (no such operation described).</summary>
    public bool? ArbitraryTargetLevelsSupported { get; init; }

    /// <summary>Causes that heal understands; empty = any.</summary>
    public IReadOnlyList<string> HealCauses { get; init; } = [];

    /// <summary>Shortest time a graceful termination needs, in seconds.</summary>
    public double? MinGracefulTerminationTimeoutSeconds { get; init; }

    /// <summary>Longest time a graceful termination should be given, in seconds.</summary>
    public double? MaxRecommendedGracefulTerminationTimeoutSeconds { get; init; }

    /// <summary>Shortest time a graceful stop needs, in seconds.</summary>
    public double? MinGracefulStopTimeoutSeconds { get; init; }

    /// <summary>Longest time a graceful stop should be given, in seconds.</summary>
    public double? MaxRecommendedGracefulStopTimeoutSeconds { get; init; }
}
