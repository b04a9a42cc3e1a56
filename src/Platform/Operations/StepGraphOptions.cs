namespace NfvOrchestrator.Platform.Operations;

/// <summary>How a graph is run.</summary>
public sealed record StepGraphOptions
{
    /// <summary>Steps of this operation running at the same time.</summary>
    public int MaxParallel { get; init; } = 32;

    /// <summary>Longest duration of one attempt of a step that names none.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts of a step that fails with a transient error, the first included.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>First back-off between attempts; doubles with jitter up to <see cref="MaxDelay"/>.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest back-off.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which exceptions are worth another attempt.</summary>
    public Func<Exception, bool> IsTransient { get; init; } = static e => e is TimeoutException or HttpRequestException;
}
