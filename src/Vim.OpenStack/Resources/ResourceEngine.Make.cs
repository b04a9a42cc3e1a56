using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Making and removing.</summary>
internal sealed partial class ResourceEngine
{
    /// <summary>Makes what a record stands for; the record is ours. Null: somebody changed the record meanwhile, start again.</summary>
    private async Task<VimPutResult?> MakeAsync(OsAccount account, Document<ResourceRecord> read, bool lookFirst)
    {
        var record = read.Value;
        var handler = ResourceHandlers.Of(record.Kind);
        Observed made;
        var outcome = VimPutOutcome.Created;
        try
        {
            var present = lookFirst ? await StandingAsync(account, record) : [];
            if (present.Count > 0)
            {
                (made, outcome) = (await AdoptAsync(account, record, present), VimPutOutcome.Created);
            }
            else if (InDoubt(record))
            {
                throw new VimException(VimErrorCause.TRANSIENT, $"Whether OpenStack took the request for {record.Kind.Token()} '{record.Key}' is not known yet: its answer was lost a moment ago. The same call in some seconds finds out.", retryable: true, record.Kind, record.Key);
            }
            else
            {
                made = await handler.CreateAsync(account, record, CancellationToken.None);
                if (lookFirst)
                {
                    var all = await StandingAsync(account, record); // an earlier request may have come through at last
                    made = all.Count > 1 ? await AdoptAsync(account, record, all) : made;
                }
            }
        }
        catch (VimException failure)
        {
            if (await LostAsync(account, read, failure) is not { } found)
            {
                throw;
            }
            made = found;
        }
        // One that is adopted may be in any state.
        var (stored, events) = Faults(account, record, Settled(record, made) with { VimId = made.VimId, Owner = null, LeaseUntil = null, DoubtSince = null });
        if (await records.ReplaceAsync(read, stored, CancellationToken.None, events) is { } now)
        {
            await NotMissedAsync(account, read.Tenant, record.Kind, record.Key, "The server is made anew.");
            Told(account, now);
            return new VimPutResult(now.Value.ToResource(), outcome);
        }
        // Deleted, or taken over by another process that believed us dead. Only what the record now names may stay.
        var winner = await records.GetAsync(read.Tenant, account.Id, record.Kind, record.Key, CancellationToken.None);
        if (winner is null || winner.Value.Phase == RecordPhase.DELETING || (winner.Value.VimId is { } id && id != made.VimId))
        {
            await handler.DeleteAsync(account, record with { VimId = made.VimId }, CancellationToken.None);
        }
        return null;
    }

    /// <summary>After a failed creation: what there is after all, or null and the record is as if nothing had been asked (or in doubt).</summary>
    private async Task<Observed?> LostAsync(OsAccount account, Document<ResourceRecord> read, VimException failure)
    {
        var record = read.Value;
        var handler = ResourceHandlers.Of(record.Kind);
        var doubtful = failure.Cause is VimErrorCause.TIMEOUT or VimErrorCause.UNREACHABLE or VimErrorCause.TRANSIENT || (failure.Cause == VimErrorCause.INTERNAL && failure.Retryable);
        if (doubtful)
        {
            try
            {
                if (await StandingAsync(account, record) is { Count: > 0 } found)
                {
                    return await AdoptAsync(account, record, found);
                }
            }
            catch (VimException)
            {
                // The cloud does not answer this either; the doubt is written down and the first failure told.
            }
            var since = failure.Cause is VimErrorCause.TIMEOUT or VimErrorCause.UNREACHABLE ? time.GetUtcNow() : record.DoubtSince;
            await records.ReplaceAsync(read, record with { Owner = null, LeaseUntil = null, DoubtSince = since, Error = failure.Error }, CancellationToken.None);
            return null;
        }
        if (handler.IsComposite)
        {
            foreach (var part in await StandingAsync(account, record))
            {
                await handler.DeleteAsync(account, record with { VimId = part.VimId }, CancellationToken.None);
            }
        }
        await records.DeleteAsync(read, CancellationToken.None); // refused: there is nothing
        return null;
    }

    /// <summary>What carries the mark and stays: what is on its way out is not adopted, or it would be gone in the hands of whoever did.</summary>
    private static async Task<IReadOnlyList<Observed>> StandingAsync(OsAccount account, ResourceRecord record) =>
        [.. (await ResourceHandlers.Of(record.Kind).FindAsync(account, record, CancellationToken.None)).Where(static one => one.State != VimResourceState.DELETING)];

    /// <summary>Takes the oldest of what carries the mark, completes it, and removes the others.</summary>
    private async Task<Observed> AdoptAsync(OsAccount account, ResourceRecord record, IReadOnlyList<Observed> present)
    {
        var handler = ResourceHandlers.Of(record.Kind);
        foreach (var surplus in present.Skip(1))
        {
            Log.Duplicate(logger, account.Id, record.Kind, record.Key, present[0].VimId, surplus.VimId);
            await handler.DeleteAsync(account, record with { VimId = surplus.VimId }, CancellationToken.None);
        }
        Log.Adopted(logger, account.Id, record.Kind, record.Key, present[0].VimId);
        var adopted = await handler.AdoptAsync(account, record with { VimId = present[0].VimId }, present[0], CancellationToken.None);
        return record.Kind != VimResourceKind.Compute ? adopted : adopted with { Outputs = adopted.Outputs with { Addresses = await AddressesAsync(account, record) } };
    }

    private static async Task<IReadOnlyList<VimAddress>> AddressesAsync(OsAccount account, ResourceRecord record)
    {
        var addresses = new List<VimAddress>();
        foreach (var key in record.Spec is ComputeSpec spec ? spec.PortKeys : [])
        {
            try
            {
                addresses.AddRange((await ServerPorts.ReferredAsync(account, record, key, CancellationToken.None)).Addresses);
            }
            catch (VimException gone) when (gone.Cause is VimErrorCause.NOT_FOUND or VimErrorCause.CONFLICT)
            {
                // The server is there without it, which the next look at its ports shows.
            }
        }
        return addresses;
    }

    /// <summary>Asks OpenStack to remove it; null when it is gone and forgotten.</summary>
    private async Task<Document<ResourceRecord>?> DeletingAsync(OsAccount account, Document<ResourceRecord> read)
    {
        var record = read.Value;
        var handler = ResourceHandlers.Of(record.Kind);
        if (record.VimId is null)
        {
            // Made by an answer that was lost, or being made by another process at this moment.
            var found = await handler.FindAsync(account, record, CancellationToken.None);
            foreach (var one in found.Where(static one => one.State != VimResourceState.DELETING))
            {
                await handler.DeleteAsync(account, record with { VimId = one.VimId }, CancellationToken.None);
            }
            // Servers and volumes take their time: gone is what is not found any more.
            if (IsHeldByOther(record) || InDoubt(record) || (record.Kind is VimResourceKind.Compute or VimResourceKind.Storage && found.Count > 0))
            {
                OnOpen?.Invoke(account, read);
                return read;
            }
            return await ForgetAsync(account, read) ? null : read;
        }
        try
        {
            await handler.DeleteAsync(account, record, CancellationToken.None);
        }
        catch (VimException failure)
        {
            await records.ReplaceAsync(read, Touch(record) with { Error = failure.Error, Phase = RecordPhase.DELETING, State = failure.Retryable ? VimResourceState.DELETING : VimResourceState.ERROR }, CancellationToken.None);
            throw;
        }
        var left = record.Kind is VimResourceKind.Compute or VimResourceKind.Storage ? await handler.ReadAsync(account, record, CancellationToken.None) : null;
        return await ApplyAsync(account, read, left);
    }

    /// <summary>Ends the alarm for a server that somebody else deleted.</summary>
    private async Task NotMissedAsync(OsAccount account, TenantId tenant, VimResourceKind kind, string key, string why)
    {
        if (kind == VimResourceKind.Compute && await records.MissedAsync(tenant, account.Id, kind, key, CancellationToken.None) is { } missed)
        {
            await records.MissNoMoreAsync(missed, CancellationToken.None, faults.Cleared(account, missed.Value, why));
        }
    }

    private async Task<bool> ForgetAsync(OsAccount account, Document<ResourceRecord> read)
    {
        var record = read.Value;
        // Of a server that somebody else deleted an alarm stands until one with that key is made or removed.
        var gone = record.Phase != RecordPhase.DELETING && record.Kind == VimResourceKind.Compute
            ? await records.MissAsync(read, CancellationToken.None, faults.Raised(account, record, "SERVER_DELETED", "The server was deleted at OpenStack by somebody else. Heal the VNF to make it anew."))
            : await records.DeleteAsync(read, CancellationToken.None, record.Alarmed ? faults.Cleared(account, record, "The resource was deleted.") : null);
        OnChanged?.Invoke(account, read.Tenant.Value, read.Id);
        return gone;
    }
}
