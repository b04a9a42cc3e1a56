namespace NfvOrchestrator.Tosca.Model;

/// <summary>A threshold that asks for scaling: one rule for out, one for in, with hysteresis between.</summary>
public sealed record AutoScalePolicy
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary>Aspect to scale.</summary>
    public required string AspectId { get; init; }

    /// <summary>Metric to watch, e.g. <c>cpu_utilization</c> (percent).</summary>
    public required string Metric { get; init; }

    /// <summary>Scale out at or above; null = never.</summary>
    public double? ScaleOutThreshold { get; init; }

    /// <summary>Scale in at or below; null = never.</summary>
    public double? ScaleInThreshold { get; init; }

    /// <summary>How long the threshold must be passed before anything is done, in seconds.</summary>
    public double BreachDurationSeconds { get; init; }

    /// <summary>Quiet time after an action, in seconds.</summary>
    public double CooldownSeconds { get; init; }

    /// <summary>Steps per action.</summary>
    public int NumberOfSteps { get; init; } = 1;

    /// <summary>Nodes it watches: VDUs of a VNFD, the VNF itself, or VNF profiles of an NSD.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
