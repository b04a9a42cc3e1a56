namespace NfvOrchestrator.Platform.Notifications;

/// <summary>
/// Who may call which subscriber now. A subscriber gets so many calls at a time. Behind one that answers quickly a delivery waits here for a moment, which costs nothing; behind a
/// slow one it gives its place back, so that a slow subscriber with many instances does not hold all places of the process.
/// </summary>
internal sealed class SubscriberTurns(int callsAtATime, TimeProvider time)
{
    /// <summary>A subscriber that answers within this, on average of its last calls, is quick.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a delivery waits behind a quick subscriber. What it holds meanwhile is a place among <see cref="NotificationOptions.MaxConcurrency"/>.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);

    /// <summary>Takes a place; null when there is none soon. Give it back with <see cref="Turn.End"/>.</summary>
    public async ValueTask<Turn?> TakeAsync(string subscription, CancellationToken cancellationToken)
    {
        Line line;
        lock (gate)
        {
            if (!lines.TryGetValue(subscription, out line!))
            {
                lines.Add(subscription, line = new Line(callsAtATime));
            }
            line.Users++;
        }
        var taken = false;
        try
        {
            taken = await TakeAsync(line, cancellationToken);
            return taken ? new Turn(this, subscription, line, time.GetTimestamp()) : null;
        }
        finally
        {
            if (!taken)
            {
                Leave(subscription, line);
            }
        }
    }

    private async ValueTask<bool> TakeAsync(Line line, CancellationToken cancellationToken)
    {
        if (line.Places.Wait(0, CancellationToken.None))
        {
            return true;
        }
        if (line.Answers > Quick)
        {
            return false;
        }
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await line.Places.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void End(string subscription, Line line, TimeSpan took)
    {
        line.Places.Release();
        lock (gate)
        {
            line.Answers += (took - line.Answers) / 8;
        }
        Leave(subscription, line);
    }

    private void Leave(string subscription, Line line)
    {
        lock (gate)
        {
            // A slow subscriber is remembered while anything of it is here; with the last one the memory of it goes, and costs the next ones one short wait.
            if (--line.Users == 0)
            {
                lines.Remove(subscription);
                line.Places.Dispose();
            }
        }
    }

    /// <summary>A place among the calls to a subscriber.</summary>
    internal sealed class Turn(SubscriberTurns turns, string subscription, Line line, long since)
    {
        /// <summary>The call is over.</summary>
        public void End() => turns.End(subscription, line, turns.Elapsed(since));
    }

    private TimeSpan Elapsed(long since) => time.GetElapsedTime(since);

    internal sealed class Line(int places)
    {
        public SemaphoreSlim Places { get; } = new(places);

        public TimeSpan Answers { get; set; }

        public int Users { get; set; }
    }
}
