namespace NfvOrchestrator.Sdn;

/// <summary>How patient <see cref="SdnClient"/> is.</summary>
public sealed record SdnClientOptions
{
    /// <summary>One attempt, the wait that was asked for not counted.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Attempts in all; every request of the contract is idempotent, so each may be repeated.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>Pause before the second attempt; doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);
}
