using System.Collections.Concurrent;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>
/// Waits for operations of constituent VNFs. Their ends are heard from the VNFM (SOL003 §5 notifications, or the event bus); an end that is heard needs no further question. As the last safety
/// net the occurrence is asked for with growing pauses, so that nothing depends on a notification being delivered. A VNFM whose ends are heard is asked rarely: questions that only learn that an
/// operation still runs would load a busy VNFM most when it is slowest.
/// </summary>
internal sealed class ChildOperations(TimeProvider clock)
{
    private const int MaxEarly = 4096;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The same for a VNFM whose last end was heard.</summary>
    private static readonly TimeSpan FirstPauseOfHeard = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPauseOfHeard = TimeSpan.FromSeconds(16);

    /// <summary>By VNFM (empty: the house's own) and operation: what one VNFM says is nothing about the operations of another.</summary>
    private readonly ConcurrentDictionary<(string Vnfm, string Occurrence), TaskCompletionSource<ChildEnd?>> waiting = new();

    /// <summary>What was heard before anybody waited: a fast VNFM ends an operation before its acceptance is read. Null: a stop, which has to be asked for.</summary>
    private readonly ConcurrentDictionary<(string Vnfm, string Occurrence), ChildEnd?> early = new();

    /// <summary>VNFMs by how the last end of theirs was learned: true when it was heard, false when it had to be asked for.</summary>
    private readonly ConcurrentDictionary<string, bool> heardOf = new(StringComparer.Ordinal);

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
        else
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
        var (pause, longest) = heardOf.GetValueOrDefault(key.Vnfm) ? (FirstPauseOfHeard, LongestPauseOfHeard) : (FirstPause, LongestPause);
        try
        {
            while (true)
            {
                // Armed before anything is looked at: what happens meanwhile is not missed.
                var signal = waiting[key] = new TaskCompletionSource<ChildEnd?>(TaskCreationOptions.RunContinuationsAsynchronously);
                var told = early.TryRemove(key, out var before);
                var heard = told ? before : await HearsAsync(signal.Task, pause, cancellationToken);
                if (heard is not null)
                {
                    heardOf[key.Vnfm] = true;
                    return heard;
                }
                var occurrence = await vnfm.Client.GetOpOccAsync(occurrenceId, cancellationToken)
                    ?? throw new ChildOperationFailedException($"An operation of a VNF is lost: {vnfm.Name} no longer knows its operation '{occurrenceId}'.");
                if (ChildEnd.Of(occurrence) is { } end)
                {
                    heardOf[key.Vnfm] = told || signal.Task.IsCompleted; // a stop was heard and had to be looked at
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

    private async Task<ChildEnd?> HearsAsync(Task<ChildEnd?> signal, TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            return await signal.WaitAsync(pause, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
