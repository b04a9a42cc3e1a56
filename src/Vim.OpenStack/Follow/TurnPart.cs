namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>A part of a follower's turn that fails, or is not answered, alone: the other parts go on, and it is tried again after a pause of its own.</summary>
internal sealed class TurnPart(TimeProvider time)
{
    private const double FirstPause = 0.5;
    private const double LongestPause = 15;
    private Task running = Task.CompletedTask;
    private DateTimeOffset notBefore;
    private int failures;
    private Exception? failure;

    /// <summary>Does it; not when it is still under way since an earlier turn, nor before its pause is over.</summary>
    public Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        running.IsCompleted && time.GetUtcNow() >= notBefore ? running = GuardAsync(work, cancellationToken) : Task.CompletedTask;

    /// <summary>Why it failed the last time it was done; null: it did not.</summary>
    public Exception? Failure => Volatile.Read(ref failure);

    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            failures = 0;
            Volatile.Write(ref failure, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception why)
        {
            notBefore = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestPause, FirstPause * Math.Pow(2, Math.Min(failures++, 10))));
            Volatile.Write(ref failure, why);
        }
    }
}
