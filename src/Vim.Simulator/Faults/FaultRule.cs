namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A fault to play. All conditions that are set must hold; the oldest rule that applies is played.</summary>
public sealed record FaultRule
{
    /// <summary>Identifier; given by the simulator when absent.</summary>
    public string? Id { get; init; }

    /// <summary>Which call.</summary>
    public FaultOperation Operation { get; set; } = FaultOperation.ANY;

    /// <summary>Only this kind.</summary>
    public VimResourceKind? Kind { get; init; }

    /// <summary>Only keys that contain this text.</summary>
    public string? KeyContains { get; init; }

    /// <summary>Only resources tagged with this instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Only this tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>What happens.</summary>
    public required FaultMode Mode { get; init; }

    /// <summary>Cause of the error.</summary>
    public VimErrorCause Cause { get; set; } = VimErrorCause.INTERNAL;

    /// <summary>Whether the error says that it may be tried again.</summary>
    public bool Retryable { get; init; }

    /// <summary>Words of the error.</summary>
    public string? Message { get; init; }

    /// <summary>Lets this many matching calls pass first.</summary>
    public int Skip { get; init; }

    /// <summary>How often it is played; absent means until it is removed.</summary>
    public int? Times { get; init; }

    /// <summary>Chance for each call, 0 to 1.</summary>
    public double Probability { get; set; } = 1;

    /// <summary>DELAY: how long the answer is held back, in milliseconds.</summary>
    public int DelayMilliseconds { get; init; }
}
