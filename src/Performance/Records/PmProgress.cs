namespace NfvOrchestrator.Performance.Records;

/// <summary>How far the work on a PM job or a threshold is. Apart from the resource, whose version (ETag) only changes when clients can see something new.</summary>
public sealed record PmProgress
{
    /// <summary>Collection periods that are finished.</summary>
    public required long Done { get; init; }

    /// <summary>Of a threshold: the sub-objects ("": the instance) where it was last crossed upwards.</summary>
    public IReadOnlyList<string>? Above { get; init; }
}
