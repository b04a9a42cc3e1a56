namespace NfvOrchestrator.Tosca.Model;

/// <summary>When indicators say so, operations are called (trigger of a VnfIndicator or NsAutoScale policy; TOSCA 1.3 §3.6.22).</summary>
public sealed record VnfIndicatorTrigger
{
    /// <summary>Name of the trigger.</summary>
    public required string Name { get; init; }

    /// <summary>Full name of the notification that makes the condition be looked at, or null.</summary>
    public string? Event { get; init; }

    /// <summary>All must hold.</summary>
    public IReadOnlyList<IndicatorCondition> Conditions { get; init; } = [];

    /// <summary>How long the condition must hold, in seconds; 0 = at once.</summary>
    public double PeriodSeconds { get; init; }

    /// <summary>What is called, in order.</summary>
    public IReadOnlyList<IndicatorAction> Actions { get; init; } = [];

    /// <summary>True when every clause of the condition was understood: only then it may act by itself.</summary>
    public bool IsComplete { get; init; } = true;
}
