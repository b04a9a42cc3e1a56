namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>What became of a script or another action of an operation. Vendor extension of <see cref="VnfLcmOpOcc"/>.</summary>
public sealed record VnfActionResult
{
    /// <summary>The identifier that the script or its driver was given: the same on every attempt.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Name, for example <c>instantiate_end</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Who performed it, for example <c>ssh</c>.</summary>
    public string? Performer { get; init; }

    /// <summary><c>STARTED</c>, <c>SUCCEEDED</c> or <c>FAILED</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When it was over.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Exit code of a script.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The end of what it wrote, bounded, without secrets; or why it failed.</summary>
    public string? Output { get; init; }
}
