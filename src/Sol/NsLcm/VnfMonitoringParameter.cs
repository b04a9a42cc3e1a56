namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>VNF monitoring parameter (SOL005 §6.5).</summary>
public sealed record VnfMonitoringParameter
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
