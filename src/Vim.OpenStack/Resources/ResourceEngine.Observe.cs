using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What OpenStack shows → what the record says, and what is done next.</summary>
internal sealed partial class ResourceEngine
{
    /// <summary>Does something with a resource, once per action id.</summary>
    public async Task<VimResource> ActAsync(OsAccount account, TenantId tenant, VimResourceKind kind, string key, VimAction action, CancellationToken cancellationToken)
    {
        if (kind != VimResourceKind.Compute)
        {
            throw new VimException(VimErrorCause.NOT_SUPPORTED, $"There are no actions on {kind.Token()}; only servers can be started, stopped, rebooted and the like. Nothing was done.", retryable: false, kind, key);
        }
        using var held = await locks.EnterAsync(LockOf(tenant, account, kind, key), cancellationToken);
        var read = await records.GetAsync(tenant, account.Id, kind, key, cancellationToken);
        if (read?.Value.VimId is null || read.Value.Phase == RecordPhase.DELETING)
        {
            throw new VimException(VimErrorCause.NOT_FOUND, $"There is no compute '{key}' of your tenant in account '{account.Id}' that could {action.Type}. Nothing was done.", retryable: false, kind, key);
        }
        var record = read.Value;
        if (record.Pending?.Action.ActionId != action.ActionId)
        {
            if (record.ActionIds.Contains(action.ActionId, StringComparer.Ordinal))
            {
                return record.ActionIds[^1] == action.ActionId ? record.ToAwaited() : record.ToResource(); // done before
            }
            if (record.Phase != RecordPhase.SETTLED)
            {
                throw new VimException(VimErrorCause.CONFLICT, $"compute '{key}' is {record.State}{(record.Pending is { } busy ? $" ({busy.Action.Type} is under way)" : "")}: {action.Type} is possible when that has ended. Nothing was done.", retryable: true, kind, key);
            }
            var begun = await records.ReplaceAsync(
                read,
                Touch(record) with
                {
                    Pending = new PendingAction(action, time.GetUtcNow(), Sent: false, record.Outputs.Host, record.ShallRun),
                    Failure = null,
                    Outputs = record.Outputs with { Warnings = null },
                    ActionIds = [.. record.ActionIds.TakeLast(15), action.ActionId],
                    Phase = RecordPhase.UPDATING,
                    State = VimResourceState.UPDATING,
                    Error = null,
                    ShallRun = action.Type switch { VimActionType.STOP => false, VimActionType.START or VimActionType.REBOOT => true, _ => record.ShallRun },
                },
                CancellationToken.None) ?? throw Contended(kind, key);
            return await SendAsync(account, begun, doubtful: false);
        }
        return record.Pending.Sent ? (await ReadOnAsync(account, read)).ToAwaited() : await SendAsync(account, read, doubtful: true);
    }

    private async Task<ResourceRecord> ReadOnAsync(OsAccount account, Document<ResourceRecord> read)
    {
        var observed = await ResourceHandlers.Of(read.Value.Kind).ReadAsync(account, read.Value, CancellationToken.None);
        return (await ApplyAsync(account, read, observed))?.Value ?? throw Vanished(read.Value);
    }

    private async Task<VimResource> SendAsync(OsAccount account, Document<ResourceRecord> read, bool doubtful)
    {
        var record = read.Value;
        var pending = record.Pending!;
        try
        {
            var now = await ResourceHandlers.Of(record.Kind).ReadAsync(account, record, CancellationToken.None) ?? throw Vanished(record);
            if (!doubtful || !await ServerActions.WasTakenAsync(account, record, pending, CancellationToken.None))
            {
                pending = pending with { RequestId = await ServerActions.SendAsync(account, record, pending.Action, now, CancellationToken.None) };
            }
        }
        catch (VimException failure)
        {
            var lost = failure.Cause is VimErrorCause.TIMEOUT or VimErrorCause.UNREACHABLE or VimErrorCause.TRANSIENT;
            await records.ReplaceAsync(
                read,
                lost
                    ? record with { Error = failure.Error } // the same action id finds out
                    : Touch(record) with { Pending = null, ActionIds = [.. record.ActionIds.Where(id => id != pending.Action.ActionId)], Phase = RecordPhase.SETTLED, State = VimResourceState.UPDATING, Error = failure.Error, ShallRun = pending.ShallRun ?? record.ShallRun },
                CancellationToken.None);
            throw;
        }
        // First that it was sent, as nobody else may send it; what else there is to say of it asks Glance, and may take its time.
        var sent = await records.ReplaceAsync(read, Touch(record) with { Pending = pending with { Sent = true }, Error = null }, CancellationToken.None);
        if (sent is not null && pending is { Action.Type: VimActionType.STOP, RequestId: not null } && await StopTime.WarningAsync(account, record, pending.Action, CancellationToken.None) is { } warning)
        {
            sent = await records.ReplaceAsync(sent, Touch(sent.Value) with { Outputs = sent.Value.Outputs with { Warnings = [warning] } }, CancellationToken.None)
                ?? await records.GetAsync(read.Tenant, account.Id, record.Kind, record.Key, CancellationToken.None); // another process has looked at the server meanwhile
        }
        return sent is null ? record.ToResource() : (await ReadOnAsync(account, sent)).ToAwaited();
    }

    private static VimException Vanished(ResourceRecord record) =>
        new(VimErrorCause.NOT_FOUND, $"{record.Kind.Token()} '{record.Key}' (VIM id {record.VimId}) was deleted at OpenStack by somebody else.", retryable: false, record.Kind, record.Key);

    /// <summary>Brings the record up to what was seen; null when the resource is gone and forgotten.</summary>
    private async Task<Document<ResourceRecord>?> ApplyAsync(OsAccount account, Document<ResourceRecord> read, Observed? observed, bool justUpdated = false, bool again = false)
    {
        var record = read.Value;
        if (observed is null)
        {
            return await GoneAsync(account, read);
        }
        observed = await CarryOnAsync(account, record, observed, justUpdated, again);
        var next = Settled(record, observed);
        if (Same(next, record))
        {
            if (record.IsOpen)
            {
                OnOpen?.Invoke(account, read);
            }
            return read;
        }
        (next, var events) = Faults(account, record, Touch(next));
        if (await records.ReplaceAsync(read, next, CancellationToken.None, events) is { } now)
        {
            Told(account, now);
            return now;
        }
        return await records.GetAsync(read.Tenant, account.Id, record.Kind, record.Key, CancellationToken.None); // somebody else saw it too
    }

    private async Task<Document<ResourceRecord>?> GoneAsync(OsAccount account, Document<ResourceRecord> read)
    {
        var record = read.Value;
        if (record.Replacing)
        {
            var fresh = await records.ReplaceAsync(read, Touch(record) with { VimId = null, Replacing = false, Outputs = VimOutputs.None, Owner = owner, LeaseUntil = time.GetUtcNow() + options.CreationLease }, CancellationToken.None);
            if (fresh is not null)
            {
                await MakeAsync(account, fresh, lookFirst: false);
            }
            return await records.GetAsync(read.Tenant, account.Id, record.Kind, record.Key, CancellationToken.None);
        }
        if (record.Phase != RecordPhase.DELETING)
        {
            Log.Vanished(logger, account.Id, record.Kind, record.Key, record.VimId ?? "");
        }
        return await ForgetAsync(account, read) ? null : await records.GetAsync(read.Tenant, account.Id, record.Kind, record.Key, CancellationToken.None);
    }

    /// <summary>The record after an observation. Pure but for the clock.</summary>
    private ResourceRecord Settled(ResourceRecord record, Observed observed)
    {
        var next = record with { Outputs = Outputs(record, observed), PartId = observed.PartId ?? record.PartId };
        var open = observed.State.IsTransitional();
        switch (record.Phase)
        {
            case RecordPhase.DELETING:
                return observed.State == VimResourceState.ERROR && record.State != VimResourceState.ERROR && !StillDeleting(record)
                    ? next with { State = VimResourceState.ERROR, Error = observed.Error }
                    : next with { State = record.State == VimResourceState.ERROR ? VimResourceState.ERROR : VimResourceState.DELETING };
            case RecordPhase.CREATING:
                if (record.Replacing)
                {
                    return next with { State = VimResourceState.CREATING };
                }
                if (observed.State == VimResourceState.ERROR)
                {
                    return next with { Phase = RecordPhase.SETTLED, State = VimResourceState.ERROR, Error = observed.Error, CreationFailed = true, CreatedAt = Created(record, observed) };
                }
                return open
                    ? Stuck(next with { State = VimResourceState.CREATING }, record)
                    : next with { Phase = RecordPhase.SETTLED, State = observed.State, Error = null, CreatedAt = Created(record, observed) };
            case RecordPhase.UPDATING:
                if (record.Pending is { } pending)
                {
                    var late = time.GetUtcNow() - pending.At > TimeSpan.FromSeconds(15);
                    if (open || !pending.Sent || (!ServerActions.IsDone(pending, observed) && observed.State != VimResourceState.ERROR && observed.Failure is null && !late))
                    {
                        return Stuck(next with { State = VimResourceState.UPDATING }, record);
                    }
                    var failed = !ServerActions.IsDone(pending, observed) || observed.State == VimResourceState.ERROR;
                    var error = !failed ? null : observed.Error ?? observed.Failure ?? new VimError { Cause = VimErrorCause.INTERNAL, Message = $"Nova took {pending.Action.Type} of server {record.VimId}, but the server is {observed.Status}. See nova-compute's log." };
                    return (failed ? next with { ShallRun = pending.ShallRun ?? record.ShallRun } : ServerActions.Carried(next, pending.Action, observed)) with
                    {
                        Phase = RecordPhase.SETTLED,
                        Pending = null,
                        State = observed.State,
                        Error = error,
                        Failure = error,
                    };
                }
                var foreign = observed.Status == ServerStates.Verify && record.Failure is not null; // the change was refused for that
                var uncertain = record is { Error: not null, Failure: null } && !observed.IsCompared && observed.State != VimResourceState.ERROR; // a request failed, and whoever goes on finds out what is missing
                if ((open && !foreign) || uncertain)
                {
                    return Stuck(next with { State = VimResourceState.UPDATING, Asked = observed.Asked ?? record.Asked, Error = observed.IsCompared ? null : record.Error }, record);
                }
                var why = observed.Error ?? observed.Failure ?? record.Failure;
                return next with { Phase = RecordPhase.SETTLED, State = foreign ? VimResourceState.ACTIVE : observed.State, Error = why, Failure = why, Unmade = why is not null, Asked = null };
            case RecordPhase.SETTLED when observed.Status == ServerStates.Verify:
                // Somebody else resized or migrated it and has not decided yet: the server is as it was meanwhile, and the decision is his.
                return next with { State = record.State.IsTransitional() ? VimResourceState.ACTIVE : record.State, Error = record.Failure };
            default:
                return next with
                {
                    State = observed.State,
                    Error = observed.Error ?? record.Failure,
                    CreationFailed = observed.State == VimResourceState.ERROR && (record.CreationFailed || record.Spec is ImageSpec { SourceUri: not null }), // nothing is lost with an image that has no content
                };
        }
    }

    /// <summary>What was seen, and what OpenStack does not tell with it as it was.</summary>
    internal static VimOutputs Outputs(ResourceRecord record, Observed observed) =>
        record.Kind == VimResourceKind.Network && observed.Outputs.SubnetIds.Count == 0 ? observed.Outputs with { SubnetIds = record.Outputs.SubnetIds }
        : record.Kind == VimResourceKind.Port ? Warned(record, observed.PartId is null ? observed.Outputs with { TrunkId = record.Outputs.TrunkId, FloatingAddress = record.Outputs.FloatingAddress } : observed.Outputs)
        : Warned(record, observed.Outputs);

    /// <summary>Neutron does not tell what a port goes without, nor Nova what an action of a server did otherwise than it was asked: what was found out when it was made or changed holds. An empty list: nothing any more.</summary>
    private static VimOutputs Warned(ResourceRecord record, VimOutputs seen) => seen with { Warnings = (seen.Warnings ?? record.Outputs.Warnings) is { Count: > 0 } warnings ? warnings : null };

    private static DateTimeOffset Created(ResourceRecord record, Observed observed) => observed.CreatedAt == default ? record.CreatedAt : observed.CreatedAt;

    /// <summary>A server in ERROR stays so for moments after its deletion was asked for.</summary>
    private bool StillDeleting(ResourceRecord record) => time.GetUtcNow() - record.UpdatedAt < TimeSpan.FromSeconds(30);

    private ResourceRecord Stuck(ResourceRecord next, ResourceRecord before)
    {
        if (time.GetUtcNow() - before.UpdatedAt < options.StuckAfter)
        {
            return next;
        }
        var error = new VimError { Cause = VimErrorCause.TIMEOUT, Message = $"{before.Kind.Token()} '{before.Key}' (VIM id {before.VimId}) has been {before.State} for {options.StuckAfter.TotalMinutes:0} minutes: OpenStack neither finishes nor gives up. See its log; putting it again starts anew." };
        var making = before.Phase == RecordPhase.CREATING;
        return next with { Phase = RecordPhase.SETTLED, Pending = null, Asked = null, State = VimResourceState.ERROR, CreationFailed = making, Error = error, Failure = making ? null : error };
    }

    private static bool Same(ResourceRecord a, ResourceRecord b) =>
        a.Phase == b.Phase && a.State == b.State && a.Error == b.Error && a.VimId == b.VimId && a.PartId == b.PartId && a.CreationFailed == b.CreationFailed && a.Asked == b.Asked && a.Failure == b.Failure && a.Unmade == b.Unmade && ReferenceEquals(a.Pending, b.Pending)
        && a.Outputs with { Addresses = [], HostNumaNodes = [], SubnetIds = [], AttachedPorts = [], AttachedVolumes = [], Warnings = null } == b.Outputs with { Addresses = [], HostNumaNodes = [], SubnetIds = [], AttachedPorts = [], AttachedVolumes = [], Warnings = null }
        && (a.Outputs.Warnings ?? []).SequenceEqual(b.Outputs.Warnings ?? [], StringComparer.Ordinal)
        && a.Outputs.Addresses.SequenceEqual(b.Outputs.Addresses) && a.Outputs.SubnetIds.SequenceEqual(b.Outputs.SubnetIds, StringComparer.Ordinal)
        && a.Outputs.AttachedPorts.SequenceEqual(b.Outputs.AttachedPorts, StringComparer.Ordinal) && a.Outputs.AttachedVolumes.SequenceEqual(b.Outputs.AttachedVolumes, StringComparer.Ordinal);

    /// <summary>The record and what is to be told of it: a server that failed or went off by itself, and one that came back.</summary>
    private (ResourceRecord Record, WorkItem?[] Events) Faults(OsAccount account, ResourceRecord before, ResourceRecord next)
    {
        if (next.Kind != VimResourceKind.Compute || next.Phase == RecordPhase.DELETING)
        {
            return (next, []);
        }
        var state = before.State != next.State ? faults.State(account, before, next) : null;
        var faulty = next.Phase == RecordPhase.SETTLED && (next.State == VimResourceState.ERROR || (next.State == VimResourceState.STOPPED && next.ShallRun));
        if (faulty && !before.Alarmed)
        {
            var raised = faults.Raised(account, next, next.State == VimResourceState.ERROR ? next.Error?.Cause.ToString() ?? "SERVER_ERROR" : "SERVER_OFF",
                next.State == VimResourceState.ERROR ? next.Error?.Message ?? "The server is in ERROR." : "The server is switched off, and nobody asked for that through the orchestrator.");
            return (next with { Alarmed = true }, [state, raised]);
        }
        if (!faulty && before.Alarmed && !next.State.IsTransitional())
        {
            return (next with { Alarmed = false }, [state, faults.Cleared(account, next, $"The server is {next.State}.")]);
        }
        return (next, [state]);
    }

    private void Told(OsAccount account, Document<ResourceRecord> now)
    {
        if (now.Value.IsOpen)
        {
            OnOpen?.Invoke(account, now);
        }
        OnChanged?.Invoke(account, now.Tenant.Value, now.Id);
    }
}
