using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Changing what is there.</summary>
internal sealed partial class ResourceEngine
{
    private async Task<VimPutResult?> ChangeAsync(OsAccount account, Document<ResourceRecord> read)
    {
        var handler = ResourceHandlers.Of(read.Value.Kind);
        try
        {
            var before = await handler.ReadAsync(account, read.Value, CancellationToken.None);
            if (before is null)
            {
                await ApplyAsync(account, read, null);
                return null; // it is gone: made anew
            }
            var after = await handler.UpdateAsync(account, read.Value, before, CancellationToken.None);
            var now = await ApplyAsync(account, read, after, justUpdated: true);
            return now is null ? null : new VimPutResult(now.Value.ToAwaited(), VimPutOutcome.Updated);
        }
        catch (VimException failure)
        {
            // The wish stays: the same put goes on with it, another one replaces it.
            await records.ReplaceAsync(
                read,
                Touch(read.Value) with { State = failure.Retryable ? VimResourceState.UPDATING : VimResourceState.ERROR, Error = failure.Error, Failure = failure.Retryable ? null : failure.Error },
                CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// What follows from a look, before it is written down: a change that is open goes on, a resize or migration that we asked for is confirmed, and a server that is as it was before an action is explained.
    /// </summary>
    private static async Task<Observed> CarryOnAsync(OsAccount account, ResourceRecord record, Observed observed, bool justUpdated, bool again)
    {
        if (record is { Phase: RecordPhase.UPDATING, Pending: null })
        {
            return !justUpdated && (again || record.Error is null) && observed.State != VimResourceState.ERROR && (!observed.State.IsTransitional() || observed.Status == ServerStates.Verify)
                ? await ResourceHandlers.Of(record.Kind).UpdateAsync(account, record, observed, CancellationToken.None)
                : observed;
        }
        if (record is not { Phase: RecordPhase.UPDATING, Pending: { Sent: true } pending })
        {
            return observed;
        }
        if (observed.Status == ServerStates.Verify)
        {
            if (pending.Action.Type == VimActionType.MIGRATE)
            {
                await ServerHandler.ConfirmAsync(account, record, CancellationToken.None);
            }
            return observed;
        }
        if (observed.State.IsTransitional() || observed.State == VimResourceState.ERROR || ServerActions.IsDone(pending, observed))
        {
            return observed;
        }
        var entry = await ServerJournal.ReadAsync(account, record, ServerActions.Names(pending.Action.Type), pending.RequestId, pending.At, CancellationToken.None);
        return observed with { Failure = entry.Failure };
    }
}
