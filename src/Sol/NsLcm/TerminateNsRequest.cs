namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Request: terminate NS (SOL005 §6.5).</summary>
public sealed record TerminateNsRequest
{
    /// <summary>Instant: termination time.</summary>
    public DateTimeOffset? TerminationTime { get; init; }

    /// <summary>Terminate NS data.</summary>
    public TerminateNsData? TerminateNsData { get; init; }

    /// <summary>Terminate VNF data.</summary>
    public IReadOnlyList<DateTimeOffset>? TerminateVnfData { get; init; }
}
