namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Request: scale NS (SOL005 §6.5).</summary>
public sealed record ScaleNsRequest
{
    /// <summary>Scale type.</summary>
    public required ScaleNsRequestScaleType ScaleType { get; init; }

    /// <summary>Scale NS data.</summary>
    public ScaleNsData? ScaleNsData { get; init; }

    /// <summary>Scale VNF data.</summary>
    public IReadOnlyList<ScaleVnfData>? ScaleVnfData { get; init; }

    /// <summary>Instant: scale time.</summary>
    public DateTimeOffset? ScaleTime { get; init; }
}
