namespace NfvOrchestrator.Platform.Hosting;

/// <summary>How a background loop is doing; written by the loop, read by the health check.</summary>
public sealed class BackgroundLoopState(string name)
{
    private readonly Lock gate = new();
    private DateTimeOffset? lastSuccess;
    private DateTimeOffset? lastFailure;
    private string? lastError;
    private int consecutiveFailures;

    /// <summary>The loop, for example <c>operations.worker</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Ends well: a turn came to its end without an exception.</summary>
    public void Succeeded(DateTimeOffset at)
    {
        lock (gate)
        {
            lastSuccess = at;
            consecutiveFailures = 0;
        }
    }

    /// <summary>A turn threw.</summary>
    /// <returns>How many turns in a row have failed by now.</returns>
    public int Failed(DateTimeOffset at, Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        lock (gate)
        {
            lastFailure = at;
            lastError = $"{error.GetType().Name}: {error.Message}";
            return ++consecutiveFailures;
        }
    }

    /// <summary>A consistent copy.</summary>
    public BackgroundLoopReport Report()
    {
        lock (gate)
        {
            return new BackgroundLoopReport(Name, lastSuccess, lastFailure, lastError, consecutiveFailures);
        }
    }
}
