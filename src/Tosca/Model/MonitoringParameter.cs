namespace NfvOrchestrator.Tosca.Model;

/// <summary>Something to be measured.</summary>
public sealed record MonitoringParameter
{
    /// <summary>Id in the descriptor.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Metric, e.g. <c>v_cpu_usage_mean_vnf</c>.</summary>
    public string? PerformanceMetric { get; init; }

    /// <summary>Collection period in seconds.</summary>
    public double? CollectionPeriodSeconds { get; init; }
}
