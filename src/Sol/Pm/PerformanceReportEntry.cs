namespace NfvOrchestrator.Sol.Pm;

/// <summary>The values of one metric of one object (SOL003 §6.5.2.10).</summary>
public sealed record PerformanceReportEntry
{
    /// <summary>Type of the measured object (IFA 027 §6.2): <c>Vnf</c>, <c>Vnfc</c>, <c>VnfIntCp</c>, <c>VnfExtCp</c>, <c>Ns</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>Identifier of the measured VNF or NS instance.</summary>
    public required string ObjectInstanceId { get; init; }

    /// <summary>The sub-object, where the object type has them.</summary>
    public string? SubObjectInstanceId { get; init; }

    /// <summary>Name of the measurement.</summary>
    public required string PerformanceMetric { get; init; }

    /// <summary>The values, oldest first.</summary>
    public required IReadOnlyList<PerformanceValue> PerformanceValues { get; init; }
}
