using System.Collections.Concurrent;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>
/// Waits for operations of constituent VNFs. The VNFM's occurrence resource is the truth and is asked with growing pauses; the event bus only cuts
/// the pauses short, so that nothing depends on an event being delivered.
/// </summary>
internal sealed class ChildOperations(VnfLcmClient vnfm, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    /// <summary>Something was heard of an operation: whoever waits for it looks at once.</summary>
    public void Signal(string occurrenceId)
    {
        if (waiting.TryGetValue(occurrenceId, out var signal))
        {
            signal.TrySetResult();
        }
    }

    /// <summary>Waits until an operation no longer moves by itself: COMPLETED, FAILED_TEMP, FAILED or ROLLED_BACK.</summary>
    public async Task<VnfLcmOpOcc> WaitAsync(string occurrenceId, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        try
        {
            while (true)
            {
                // Armed before the look: what happens during it is not missed.
                var signal = waiting[occurrenceId] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var occurrence = await vnfm.GetOpOccAsync(occurrenceId, cancellationToken)
                    ?? throw new ChildOperationFailedException($"The VNFM no longer knows its operation '{occurrenceId}'.");
                if (occurrence.OperationState is LcmOperationStateType.COMPLETED or LcmOperationStateType.FAILED_TEMP or LcmOperationStateType.FAILED or LcmOperationStateType.ROLLED_BACK)
                {
                    return occurrence;
                }
                using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(signal.Task, Task.Delay(pause, clock, end.Token));
                await end.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
        }
        finally
        {
            waiting.TryRemove(occurrenceId, out _);
        }
    }
}
