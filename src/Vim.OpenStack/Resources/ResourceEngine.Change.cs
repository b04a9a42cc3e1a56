using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Changing what is there.</summary>
internal sealed partial class ResourceEngine
{
    private async Task<VimPutResult?> PutAgainAsync(OsAccount account, Document<ResourceRecord> read, VimResourceSpec spec, CancellationToken cancellationToken)
    {
        var record = read.Value;
        var handler = ResourceHandlers.Of(record.Kind);
        if (record.Phase == RecordPhase.DELETING)
        {
            if (await DeletingAsync(account, read) is null)
            {
                return null; // gone: made anew
            }
            throw new VimException(VimErrorCause.CONFLICT, $"{record.Kind.Token()} '{record.Key}' is being deleted. Nothing was done; put it again when it is gone.", retryable: true, record.Kind, record.Key);
        }
        if (record.VimId is null)
        {
            if (VimSpecComparer.Differences(record.Spec, spec) is { Count: > 0 } unlike)
            {
                throw new VimException(VimErrorCause.CONFLICT, $"{record.Kind.Token()} '{record.Key}' is being made with another specification ({string.Join(", ", unlike)} differ). Nothing was done; put it when that has ended.", retryable: true, record.Kind, record.Key);
            }
            if (IsHeldByOther(record))
            {
                OnOpen?.Invoke(account, read);
                return new VimPutResult(record.ToResource(), VimPutOutcome.Unchanged);
            }
            var taken = await records.ReplaceAsync(read, record with { Owner = owner, LeaseUntil = time.GetUtcNow() + options.CreationLease }, CancellationToken.None);
            return taken is null ? null : await MakeAsync(account, taken, lookFirst: true);
        }
        var differences = VimSpecComparer.Differences(record.Spec, spec);
        if (record.CreationFailed)
        {
            return await RemakeAsync(account, read, spec);
        }
        if (differences.Count > 0)
        {
            if (handler.Fixed(differences, VolumeHandler.Present(record), spec).ToList() is { Count: > 0 } members)
            {
                throw new VimException(VimErrorCause.CONFLICT, $"{record.Kind.Token()} '{record.Key}' exists with another specification: {string.Join(", ", members)} cannot change. Nothing was done; use another key, or delete it first.", retryable: false, record.Kind, record.Key);
            }
            if (record.Phase == RecordPhase.UPDATING && record.Pending is not null)
            {
                throw new VimException(VimErrorCause.CONFLICT, $"The action {record.Pending.Action.Type} is under way on {record.Kind.Token()} '{record.Key}'. Nothing was done; put it when that has ended.", retryable: true, record.Kind, record.Key);
            }
            var changed = await records.ReplaceAsync(read, Touch(record) with { Spec = spec, PartId = PortHandler.PartOf(record, spec), Phase = RecordPhase.UPDATING, State = VimResourceState.UPDATING, Error = null, Failure = null, Unmade = true }, CancellationToken.None);
            return changed is null ? null : await ChangeAsync(account, changed);
        }
        if (record.Phase == RecordPhase.UPDATING && record.Pending is null)
        {
            return await ChangeAsync(account, read); // an interrupted or failed change goes on
        }
        if (record.Unmade || PortHandler.Lacks(record))
        {
            // A change that was refused, and settled since: what it was for is still wanted.
            var again = await records.ReplaceAsync(read, Touch(record) with { Phase = RecordPhase.UPDATING, State = VimResourceState.UPDATING, Error = null, Failure = null, Unmade = true }, CancellationToken.None);
            return again is null ? null : await ChangeAsync(account, again);
        }
        var observed = await handler.ReadAsync(account, record, cancellationToken);
        if (record.Failure is not null && await records.ReplaceAsync(read, Touch(record) with { Failure = null, Error = null }, CancellationToken.None) is { } forgiven)
        {
            read = forgiven; // an action that failed: what is put is what there is
        }
        var now = await ApplyAsync(account, read, observed);
        return now is null ? null : new VimPutResult(now.Value.ToResource(), VimPutOutcome.Unchanged);
    }

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
            return justUpdated ? observed with { IsCompared = true } : (again || record.Error is null) && observed.State != VimResourceState.ERROR && (!observed.State.IsTransitional() || observed.Status == ServerStates.Verify)
                ? await ResourceHandlers.Of(record.Kind).UpdateAsync(account, record, observed, CancellationToken.None) with { IsCompared = true }
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
