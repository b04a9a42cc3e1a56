using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What is done for those who look at resources that nobody asks for at the moment.</summary>
internal sealed partial class ResourceEngine
{
    /// <summary>
    /// What a process found out about a resource by looking at many at once; null: it is not among them. Skipped while somebody works on it: he knows better. A list may be older than the resource, or come from
    /// a copy of the database that lags behind: what nobody removed is asked for alone before it counts as gone.
    /// </summary>
    public async Task<Sight> ObserveAsync(OsAccount account, TenantId tenant, VimResourceKind kind, string key, string vimId, Observed? observed, CancellationToken cancellationToken)
    {
        using var held = locks.TryEnter(LockOf(tenant, account, kind, key));
        if (held is null)
        {
            return Sight.Missed;
        }
        if (await records.GetAsync(tenant, account.Id, kind, key, cancellationToken) is not { } read)
        {
            return Sight.Taken;
        }
        if (read.Value.VimId != vimId)
        {
            return await IsSingleAsync(account, read, observed) ? Sight.Taken : Sight.Double;
        }
        try
        {
            if (observed is { IsUnexplained: true } || (observed is null && read.Value.Phase != RecordPhase.DELETING))
            {
                observed = await ResourceHandlers.Of(kind).ReadAsync(account, read.Value, cancellationToken);
            }
            await ApplyAsync(account, read, observed is not null && kind == VimResourceKind.Compute ? ServerHandler.Merge(read.Value, observed) : observed);
        }
        catch (VimException failure)
        {
            await NotCarriedOnAsync(account, read, failure);
            return Sight.Missed;
        }
        return Sight.Taken;
    }

    /// <summary>Removes a second one of something that was seen before; false: it is still there, or its record is being worked on.</summary>
    public async Task<bool> RemoveDuplicateAsync(OsAccount account, TenantId tenant, VimResourceKind kind, string key, Observed other)
    {
        using var held = locks.TryEnter(LockOf(tenant, account, kind, key));
        return held is not null && (await records.GetAsync(tenant, account.Id, kind, key, CancellationToken.None) is not { } read || read.Value.VimId == other.VimId || await IsSingleAsync(account, read, other));
    }

    /// <summary>Carries an open resource on, asking OpenStack for it alone; for those that lists do not show or that stand still.</summary>
    public async Task ContinueAsync(OsAccount account, TenantId tenant, VimResourceKind kind, string key, CancellationToken cancellationToken)
    {
        using var held = locks.TryEnter(LockOf(tenant, account, kind, key));
        if (held is null || await records.GetAsync(tenant, account.Id, kind, key, cancellationToken) is not { } read || !read.Value.IsOpen)
        {
            return;
        }
        try
        {
            if (read.Value.VimId is not null)
            {
                await ApplyAsync(account, read, await ResourceHandlers.Of(kind).ReadAsync(account, read.Value, cancellationToken), again: true);
            }
            else if (read.Value.Phase == RecordPhase.DELETING)
            {
                await DeletingAsync(account, read);
            }
            else if (!IsHeldByOther(read.Value) && !InDoubt(read.Value))
            {
                await MakeAsync(account, read, lookFirst: true);
            }
        }
        catch (VimException failure)
        {
            await NotCarriedOnAsync(account, read, failure);
        }
    }

    /// <summary>Nobody waits for this answer: the record tells whoever asks next. The other resources of the account go on.</summary>
    private async Task NotCarriedOnAsync(OsAccount account, Document<ResourceRecord> read, VimException failure)
    {
        Log.NotCarriedOn(logger, account.Id, read.Value.Kind, read.Value.Key, failure.Message);
        var now = await records.GetAsync(read.Tenant, account.Id, read.Value.Kind, read.Value.Key, CancellationToken.None);
        if (now is not { Value: { Phase: not RecordPhase.CREATING, IsOpen: true } record })
        {
            return;
        }
        // The same again, under another request id, is nothing new: the record is as old as its last news, and one day it is given up.
        if (record.Error is { } known && known.Cause == failure.Error.Cause && string.Equals(known.Message, failure.Error.Message, StringComparison.Ordinal))
        {
            if (Stuck(record, record) is { Phase: RecordPhase.SETTLED } givenUp)
            {
                await records.ReplaceAsync(now, Touch(givenUp) with { Error = failure.Error, Failure = failure.Error }, CancellationToken.None);
            }
            return;
        }
        await records.ReplaceAsync(now, Touch(record) with { Error = failure.Error, State = failure.Retryable ? record.State : VimResourceState.ERROR, Failure = failure.Retryable || record.Phase != RecordPhase.UPDATING ? record.Failure : failure.Error }, CancellationToken.None);
    }

    /// <summary>A second server with the mark of a record: the fruit of a request that was believed lost. The record's own stays. False: the second one could not be removed.</summary>
    private async Task<bool> IsSingleAsync(OsAccount account, Document<ResourceRecord> read, Observed? other)
    {
        if (other is null || read.Value.VimId is null || other.State == VimResourceState.DELETING || other.Mark?.Identity != read.Value.Identity)
        {
            return true;
        }
        var handler = ResourceHandlers.Of(read.Value.Kind);
        try
        {
            if (await handler.ReadAsync(account, read.Value, CancellationToken.None) is null)
            {
                // The recorded one went, and the other, whoever made it, is the only one there is.
                await ApplyAsync(account, read, null);
                return true;
            }
            Log.Duplicate(logger, account.Id, read.Value.Kind, read.Value.Key, read.Value.VimId, other.VimId);
            await handler.DeleteAsync(account, read.Value with { VimId = other.VimId }, CancellationToken.None);
            return true;
        }
        catch (VimException failure)
        {
            Log.StillDouble(logger, account.Id, read.Value.Kind, read.Value.Key, other.VimId, failure.Message);
            return false;
        }
    }
}
