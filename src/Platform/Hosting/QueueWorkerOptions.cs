namespace NfvOrchestrator.Platform.Hosting;

/// <summary>How a <see cref="QueueWorker"/> works.</summary>
public sealed record QueueWorkerOptions
{
    /// <summary>Items handled at the same time.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>How long a claim holds unless renewed; renewed every quarter of it. After a kill its items stand still that long.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Longest time until work of other processes is noticed.</summary>
    public TimeSpan IdlePoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Shortest time between two claims: what becomes claimable meanwhile is claimed together. The first item after a quiet moment does not wait; where a claim takes long, more is gathered (ten times
    /// as long as a claim takes, at most 100 ms).
    /// </summary>
    public TimeSpan ClaimInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Pause after the first failure of an item.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause after a failure.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Randomness of the jitter, 0 inclusive to 1 exclusive; thread-safe.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
}
