using System.Collections.Concurrent;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>
/// Waits for operations of constituent VNFs. Their ends are heard from the VNFM (SOL003 §5 notifications, or the event bus); an end that is heard needs no further question. As the last safety
/// net the occurrence is asked for with growing pauses, so that nothing depends on a notification being delivered. The house's own VNFM is asked rarely while its ends are heard: questions that only
/// learn that an operation still runs would load a busy VNFM most when it is slowest.
/// </summary>
internal sealed class ChildOperations(TimeProvider clock)
{
    private const int MaxEarly = 4096;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The same for the house's own VNFM while its ends are heard: on the bus every process hears them. A callback of a registered one reaches only one of several processes.</summary>
    private static readonly TimeSpan FirstPauseOfHeard = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPauseOfHeard = TimeSpan.FromSeconds(16);

    /// <summary>By VNFM (empty: the house's own) and operation: what one VNFM says is nothing about the operations of another.</summary>
    private readonly ConcurrentDictionary<(string Vnfm, string Occurrence), TaskCompletionSource<ChildEnd?>> waiting = new();

    /// <summary>Ends that were heard before anybody waited: a fast VNFM ends an operation before its acceptance is read. Stops are not kept: one that is told again must not end the wait for a retry.</summary>
    private readonly ConcurrentDictionary<(string Vnfm, string Occurrence), ChildEnd> early = new();

    /// <summary>Whether the last end of the house's own VNFM was heard; false when it had to be asked for.</summary>
    private volatile bool hears;

    /// <summary>Something was heard of the end of an operation.</summary>
    /// <param name="vnfmId">Who says it; null: the house's own VNFM.</param>
    /// <param name="notification">What was said.</param>
    public void Hear(string? vnfmId, VnfLcmOperationOccurrenceNotification notification)
    {
        var end = ChildEnd.Of(notification);
        var key = (vnfmId ?? "", notification.VnfLcmOpOccId);
        if (waiting.TryGetValue(key, out var signal))
        {
            signal.TrySetResult(end);
        }
        else if (end is not null)
        {
            if (early.Count >= MaxEarly)
            {
                // Most are of operations nobody waits for; who does asks the VNFM after the first pause.
                early.Clear();
            }
            early[key] = end;
            // Somebody may have begun to wait in between.
            if (waiting.TryGetValue(key, out signal))
            {
                signal.TrySetResult(end);
            }
        }
    }

    /// <summary>Waits until an operation no longer moves by itself: COMPLETED, FAILED_TEMP, FAILED or ROLLED_BACK.</summary>
    public async Task<ChildEnd> WaitAsync(VnfmHandle vnfm, VnfLcmOpOcc seen, CancellationToken cancellationToken)
        => seen.OperationState != LcmOperationStateType.FAILED_TEMP && ChildEnd.Of(seen) is { } end ? end : await WaitAsync(vnfm, seen.Id, cancellationToken);

    /// <summary>Waits until an operation no longer moves by itself.</summary>
    public async Task<ChildEnd> WaitAsync(VnfmHandle vnfm, string occurrenceId, CancellationToken cancellationToken)
    {
        var key = (Vnfm: vnfm.Id ?? "", Occurrence: occurrenceId);
        var own = vnfm.Id is null;
        var (pause, longest) = own && hears ? (FirstPauseOfHeard, LongestPauseOfHeard) : (FirstPause, LongestPause);
        // Armed before anything is looked at, and again only when what it said was taken: what happens meanwhile is not missed.
        var signal = Arm(key);
        try
        {
            while (true)
            {
                var told = early.TryRemove(key, out var heard);
                if (!told && await IsToldAsync(signal.Task, pause, cancellationToken))
                {
                    told = true;
                    heard = await signal.Task;
                    signal = Arm(key);
                }
                if (heard is not null)
                {
                    if (own)
                    {
                        hears = true;
                    }
                    return heard;
                }
                var occurrence = await vnfm.Client.GetOpOccAsync(occurrenceId, cancellationToken)
                    ?? throw new ChildOperationFailedException($"An operation of a VNF is lost: {vnfm.Name} no longer knows its operation '{occurrenceId}'.");
                if (ChildEnd.Of(occurrence) is { } end)
                {
                    if (own)
                    {
                        hears = told || signal.Task.IsCompleted; // a stop was heard and had to be looked at
                    }
                    return end;
                }
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, longest.Ticks));
            }
        }
        finally
        {
            waiting.TryRemove(key, out _);
            early.TryRemove(key, out _);
        }
    }

    private TaskCompletionSource<ChildEnd?> Arm((string Vnfm, string Occurrence) key)
        => waiting[key] = new TaskCompletionSource<ChildEnd?>(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<bool> IsToldAsync(Task signal, TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await signal.WaitAsync(pause, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It may have been told in this moment.
        }
        return signal.IsCompleted;
    }
}
