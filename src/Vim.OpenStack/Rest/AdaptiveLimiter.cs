namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>
/// Bounds the requests to a service, or of an account, that run at the same time. The bound halves when the cloud says that it is overloaded and grows by one after as many good answers as it is wide
/// (additive increase, multiplicative decrease), so that many callers do not keep a struggling API down.
/// </summary>
internal sealed class AdaptiveLimiter(int max)
{
    private const int MaxWaiting = 20_000;
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private double limit = Math.Max(1, max);
    private int running;

    /// <summary>The bound at this moment.</summary>
    public int Limit
    {
        get
        {
            lock (gate)
            {
                return (int)limit;
            }
        }
    }

    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (gate)
        {
            if (running < (int)limit && waiting.Count == 0)
            {
                running++;
                return;
            }
            if (waiting.Count >= MaxWaiting)
            {
                throw new VimException(VimErrorCause.TRANSIENT, $"{MaxWaiting} requests to this OpenStack account are waiting already. Nothing was sent; the same call later may succeed.", retryable: true);
            }
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn);
        }
        await using var registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetCanceled(), turn);
        await turn.Task; // whoever leaves hands its place over
    }

    /// <param name="overloaded">Whether the answer said so; null: there was none that tells anything about load.</param>
    public void Leave(bool? overloaded)
    {
        lock (gate)
        {
            limit = overloaded switch
            {
                true => Math.Max(1, limit / 2),
                false => Math.Min(max, limit + 1 / limit),
                null => limit,
            };
            running--;
            while (running < (int)limit && waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    running++;
                }
            }
        }
    }
}
