namespace NfvOrchestrator.TestKit;

/// <summary>
/// A clock that stands still until a test moves it. Timers (also those of Task.Delay, WaitAsync, CancellationTokenSource and Polly) fire, in the order of their due times, on the
/// thread that calls <see cref="Advance"/>.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public ManualTimeProvider(DateTimeOffset start) => now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that will fire some time; a test can wait until the code under test has armed one.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (gate)
            {
                return timers.Count(static t => t.Due is not null);
            }
        }
    }

    /// <summary>When the next timer fires; null: none is armed.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (gate)
            {
                return timers.Min(static t => t.Due);
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock, firing every timer on the way at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset target;
        lock (gate)
        {
            target = now + by;
        }
        while (true)
        {
            ManualTimer? next;
            lock (gate)
            {
                next = timers.Where(t => t.Due <= target).MinBy(static t => t.Due);
                now = next?.Due is { } due && due > now ? due : next is null ? target : now;
                next?.Rearm(now);
            }
            if (next is null)
            {
                return;
            }
            next.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider provider, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (provider.gate)
            {
                this.period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : provider.now + dueTime;
                if (!provider.timers.Contains(this))
                {
                    provider.timers.Add(this);
                }
            }
            return true;
        }

        public void Rearm(DateTimeOffset at) => Due = period > TimeSpan.Zero ? at + period : null;

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (provider.gate)
            {
                Due = null;
                provider.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
