namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>One network service of the load, and when what happened to it.</summary>
internal sealed class Service
{
    /// <summary>The instantiation is over: true, COMPLETED.</summary>
    public TaskCompletionSource<bool> Up { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The termination is over: true, COMPLETED.</summary>
    public TaskCompletionSource<bool> Down { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it was due by the rate, whether or not the system was ready for it.</summary>
    public required long Due { get; init; }

    /// <summary>When POST …/instantiate was sent.</summary>
    public long Sent { get; set; }

    /// <summary>When it was answered 202.</summary>
    public long Accepted { get; set; }

    /// <summary>When the notification of the end of the instantiation was on the bus.</summary>
    public long Ended { get; set; }

    /// <summary>Why it failed; null: it did not.</summary>
    public string? Failure { get; set; }

    /// <summary>What is kept of it.</summary>
    public ServiceTimes Times => new(Due, Sent, Accepted, Ended, Failure);
}
