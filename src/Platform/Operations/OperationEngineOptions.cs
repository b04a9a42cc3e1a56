namespace NfvOrchestrator.Platform.Operations;

/// <summary>How a process runs operations.</summary>
public sealed class OperationEngineOptions
{
    /// <summary>Operations that this process runs at the same time; the rest waits in the store.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>
    /// How long a claim holds without being renewed. It is also the longest time that operations of a killed process stand still, because only the end of the
    /// lease proves to the others (and to the restarted process itself) that nobody runs them any more: no process takes over a claim by name, so two can never run the
    /// same operation. Renewed every third of it.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Longest time until work that another process enqueued is noticed (work of this process is noticed at once).</summary>
    public TimeSpan IdlePoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often cancel requests of other processes are looked for (those of this process are noticed at once).</summary>
    public TimeSpan CancelPoll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A busy worker waits this long before it claims again, so that one claim takes several operations. Zero: never waits.</summary>
    public TimeSpan ClaimLinger { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>First pause after a handler threw; doubles up to <see cref="MaxHandlerBackOff"/>.</summary>
    public TimeSpan HandlerBackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause after a handler threw.</summary>
    public TimeSpan MaxHandlerBackOff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a step that was told to stop (time-out, forceful cancel, lost lease, shutdown) may take to do so before it is abandoned.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the journal and the plan of a finished operation are kept, counted from its acceptance. Nothing reads them to go on; people may want to look.</summary>
    public TimeSpan KeepData { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often they are looked for.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Name of this process in leases, for people who look into the store; made unique per start by the engine.</summary>
    public string OwnerName { get; set; } = Environment.MachineName;

    /// <summary>The options make sense.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which and why.</exception>
    public void Validate()
    {
        Require(Concurrency is >= 1 and <= 10_000, nameof(Concurrency), "1 to 10000");
        Require(Lease >= TimeSpan.FromMilliseconds(100) && Lease <= TimeSpan.FromMinutes(10), nameof(Lease), "100 ms to 10 min");
        Require(IdlePoll > TimeSpan.Zero, nameof(IdlePoll), "more than zero");
        Require(CancelPoll > TimeSpan.Zero, nameof(CancelPoll), "more than zero");
        Require(HandlerBackOff > TimeSpan.Zero && HandlerBackOff <= MaxHandlerBackOff, nameof(HandlerBackOff), $"more than zero, at most {nameof(MaxHandlerBackOff)}");
        Require(StopGrace > TimeSpan.Zero, nameof(StopGrace), "more than zero");
        Require(KeepData >= TimeSpan.Zero, nameof(KeepData), "zero or more");
        Require(SweepEvery > TimeSpan.Zero, nameof(SweepEvery), "more than zero");
        Require(!string.IsNullOrWhiteSpace(OwnerName), nameof(OwnerName), "not empty");
    }

    private static void Require(bool holds, string name, string must)
    {
        if (!holds)
        {
            throw new ArgumentException($"Operation engine option {name} must be {must}.", name);
        }
    }
}
