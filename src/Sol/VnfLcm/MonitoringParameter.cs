namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Monitoring parameter (SOL003 §5.5).</summary>
public sealed record MonitoringParameter
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Performance metric.</summary>
    public required string PerformanceMetric { get; init; }
}
