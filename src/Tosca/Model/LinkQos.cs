namespace NfvOrchestrator.Tosca.Model;

/// <summary>Quality of service of a link.</summary>
public sealed record LinkQos
{
    /// <summary>Largest latency, in milliseconds.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>Largest packet delay variation, in milliseconds.</summary>
    public double? PacketDelayVariationMilliseconds { get; init; }

    /// <summary>Largest packet loss ratio, 0 to 1.</summary>
    public double? PacketLossRatio { get; init; }

    /// <summary>Priority (NS virtual links), 0 the lowest number first.</summary>
    public int? Priority { get; init; }
}
