namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>NS monitoring parameter (SOL005 §6.5).</summary>
public sealed record NsMonitoringParameter
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Performance metric.</summary>
    public required string PerformanceMetric { get; init; }
}
