namespace NfvOrchestrator.Vnfm.Descriptors;

/// <summary>
/// Asks a question once for all who ask it at the same time. Who comes while a question is under way shares the next one: nobody is given an answer that is older than his question.
/// </summary>
/// <param name="ask">Asks; it must end by itself, because no single asker can stop what others wait for.</param>
internal sealed class SharedQuestions<TKey, T>(Func<TKey, Task<T>> ask)
    where TKey : notnull
{
    /// <summary>How long a question waits for the one before it: one whose answer is lost must not hold those who come later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Round> newest = [];

    /// <summary>The answer to a question that is asked after this call.</summary>
    /// <param name="key">What it is about.</param>
    /// <param name="cancellationToken">Stops waiting, not the question.</param>
    public Task<T> AskAsync(TKey key, CancellationToken cancellationToken)
    {
        Round round;
        lock (gate)
        {
            if (newest.GetValueOrDefault(key) is { Asked: false } open)
            {
                return open.Answer.Task.WaitAsync(cancellationToken);
            }
            // Its first asker asks it, so that it belongs to a trace that waits for it.
            var before = newest.GetValueOrDefault(key);
            newest[key] = round = new Round();
            _ = AskAsync(key, round, before);
        }
        return round.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task AskAsync(TKey key, Round round, Round? before)
    {
        if (before is not null)
        {
            await ((Task)before.Answer.Task.WaitAsync(Patience)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        }
        else
        {
            await Task.Yield(); // out of the lock
        }
        lock (gate)
        {
            round.Asked = true;
        }
        try
        {
            round.Answer.SetResult(await ask(key));
        }
        catch (Exception failure)
        {
            round.Answer.SetException(failure); // goes to whoever asked
        }
        lock (gate)
        {
            if (newest.GetValueOrDefault(key) == round)
            {
                newest.Remove(key);
            }
        }
    }

    private sealed class Round
    {
        public bool Asked { get; set; }

        public TaskCompletionSource<T> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
