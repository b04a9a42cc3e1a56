namespace NfvOrchestrator.Sdn.Events;

/// <summary>Load of one direction of a link over one measuring interval.</summary>
public sealed record LinkUtilizationSample
{
    /// <summary>The controller.</summary>
    public required string ControllerId { get; init; }

    /// <summary>The metric's name: <c>link_utilization</c>.</summary>
    public string Metric { get; init; } = "link_utilization";

    /// <summary>The link.</summary>
    public required string LinkId { get; init; }

    /// <summary>Percent of the capacity.</summary>
    public required double Value { get; init; }

    /// <summary>Unit of <see cref="Value"/>.</summary>
    public string Unit { get; init; } = "percent";

    /// <summary>Bit/s sent.</summary>
    public required double BitsPerSecond { get; init; }

    /// <summary>Length of the interval, seconds.</summary>
    public required double IntervalSeconds { get; init; }
}
