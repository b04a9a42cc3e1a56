namespace NfvOrchestrator.Performance.Periods;

/// <summary>Samples of one instance that were taken at one moment: by metric, then by the key of the object; only metrics that somebody wants.</summary>
public sealed record SampleRound
{
    /// <summary>The instance they were published under.</summary>
    public required string InstanceId { get; init; }

    /// <summary>When they were taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The values.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Values { get; init; }
}
