namespace NfvOrchestrator.Vim;

/// <summary>How patient a <see cref="VimClient"/> is.</summary>
public sealed record VimClientOptions
{
    /// <summary>
    /// Longest time for one attempt, besides the long poll it asks for. Longer than an adapter waits for the VIM behind it, a look for what an unanswered request may have made included: the adapter knows which service
    /// does not answer, whoever gives up before it does not.
    /// </summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Longest time for one attempt at a list or a capacity: the adapter asks the VIM for each kind or host, and an attempt that is given up has brought nothing that the next one could go on with.</summary>
    public TimeSpan ListTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a call is repeated while the adapter (or the VIM behind it) cannot be reached, is overloaded or does not answer in time, counted from its first attempt; an attempt that is under way then is
    /// awaited. All calls are idempotent, so a lost answer is simply asked for again. Zero: a call is made once.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause before the first retry; it doubles each time, with jitter, up to <see cref="MaxRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Long poll per call while waiting for a resource; at most <see cref="VimApi.MaxWait"/>.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Longest time for the upload of an image.</summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromMinutes(60);
}
