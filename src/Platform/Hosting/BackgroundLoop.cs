using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>
/// Work that a service repeats as long as it lives. A turn that throws is logged, shows in the health of the process and is repeated with back-off; the loop
/// itself ends only with the process. Register with <see cref="BackgroundLoopServiceCollectionExtensions.AddBackgroundLoop{T}"/>.
/// </summary>
public abstract partial class BackgroundLoop : BackgroundService
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(250);
    private readonly BackgroundLoopState state;
    private readonly ILogger logger;
    private TaskCompletionSource wake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes the loop; it starts with the host.</summary>
    /// <param name="name">How it is called in logs and health, for example <c>operations.worker</c>.</param>
    /// <param name="registry">Where its health is kept.</param>
    /// <param name="time">The clock for pauses and back-off.</param>
    /// <param name="logger">Where failed turns are written.</param>
    protected BackgroundLoop(string name, BackgroundLoopRegistry registry, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(registry);
        Name = name;
        Time = time;
        this.logger = logger;
        state = registry.Get(name);
    }

    /// <summary>How it is called in logs and health.</summary>
    public string Name { get; }

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; }

    /// <summary>Longest pause after turns that failed; the first is a quarter of a second, each further one twice as long.</summary>
    protected virtual TimeSpan LongestBackOff => TimeSpan.FromSeconds(30);

    /// <summary>Cuts the pause between two turns short; called during a turn, the next one follows at once.</summary>
    public void Wake() => Volatile.Read(ref wake).TrySetResult();

    /// <summary>One turn.</summary>
    /// <param name="cancellationToken">Cancelled when the process shuts down.</param>
    /// <returns>How long to pause before the next turn unless <see cref="Wake"/> is called; zero: none.</returns>
    protected abstract Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            // armed before the turn: whoever wakes us during it is not missed
            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref wake, armed);
            var wakeable = true;
            TimeSpan pause;
            try
            {
                pause = await RunOnceAsync(stoppingToken);
                state.Succeeded(Time.GetUtcNow());
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                var failures = state.Failed(Time.GetUtcNow(), e);
                pause = BackOff(failures);
                wakeable = false;
                Log.TurnFailed(logger, e, Name, failures, pause.TotalSeconds);
            }
            await PauseAsync(wakeable ? armed.Task : null, pause, stoppingToken);
        }
    }

    private TimeSpan BackOff(int failures)
    {
        var factor = Math.Pow(2, Math.Min(failures - 1, 10));
        var wait = FirstBackOff * factor;
        return wait < LongestBackOff ? wait : LongestBackOff;
    }

    private async Task PauseAsync(Task? woken, TimeSpan pause, CancellationToken stoppingToken)
    {
        if (pause <= TimeSpan.Zero || woken is { IsCompleted: true })
        {
            return;
        }
        var wait = woken is null ? Task.Delay(pause, Time, stoppingToken) : woken.WaitAsync(pause, Time, stoppingToken);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Background loop {Loop} failed ({Failures} times in a row); it goes on in {Seconds} s. Nothing that was stored is lost.")]
        public static partial void TurnFailed(ILogger logger, Exception error, string loop, int failures, double seconds);
    }
}
