namespace NfvOrchestrator.Platform.Operations;

/// <summary>
/// Tells the workers of this process that a cancel request is about to be committed, so that they look for it when the store reports a commit instead of at the next poll.
/// Only a hint: what counts is in the store.
/// </summary>
internal sealed class CancelHints(TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private long until = long.MinValue;

    /// <summary>Whether a request may have been committed in this process just now.</summary>
    public bool Any => time.GetUtcNow().UtcTicks < Volatile.Read(ref until);

    /// <summary>A request may be committed soon.</summary>
    public void Expect() => Volatile.Write(ref until, (time.GetUtcNow() + Freshness).UtcTicks);
}
