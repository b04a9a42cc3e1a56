namespace NfvOrchestrator.Platform.Messaging;

/// <summary>One measured value.</summary>
public sealed record MetricSample
{
    /// <summary>What was measured: the key of a server (VNFC) or the id of a link.</summary>
    public required string ObjectId { get; init; }

    /// <summary>The VDU of the descriptor the server was made from; null for links and for servers whose VDU is not known.</summary>
    public string? VduId { get; init; }

    /// <summary>The name of the measurement, for example <c>cpu_utilization</c> or <c>v_cpu_usage_mean_vnf</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The unit, for example <c>%</c>, <c>bit/s</c>, <c>1</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The value; always finite.</summary>
    public required double Value { get; init; }

    /// <summary>When it was measured (UTC), by the clock of the infrastructure.</summary>
    public required DateTimeOffset Time { get; init; }
}
