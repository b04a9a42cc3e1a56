using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// Makes, adopts, changes, acts on and removes resources, for all kinds alike. The rule that everything follows from: a record is written before OpenStack is asked, the creating request carries the mark of
/// the record, and whoever comes back after a lost answer or a crash looks for the mark first. Work that was begun is carried on when the caller goes away: half a request is worse than a whole one.
/// </summary>
internal sealed partial class ResourceEngine(RecordStore records, FaultPublisher faults, OpenStackOptions options, string owner, TimeProvider time, ILogger<ResourceEngine> logger)
{
    private readonly KeyedLocks locks = new();

    /// <summary>Told about every resource that is not settled, so that somebody follows it.</summary>
    public Action<OsAccount, Document<ResourceRecord>>? OnOpen { get; set; }

    /// <summary>Told about every change of a record, so that waiters look.</summary>
    public Action<OsAccount, string, string>? OnChanged { get; set; }

    /// <summary>Creates, adopts or updates.</summary>
    public async Task<VimPutResult> PutAsync(OsAccount account, TenantId tenant, string key, VimResourceSpec spec, CancellationToken cancellationToken)
    {
        using var held = await locks.EnterAsync(LockOf(tenant, account, spec.Kind, key), cancellationToken);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var read = await records.GetAsync(tenant, account.Id, spec.Kind, key, cancellationToken);
            var result = read is null
                ? await PutNewAsync(account, tenant, key, spec, cancellationToken)
                : await PutAgainAsync(account, read, spec, cancellationToken);
            if (result is { } done)
            {
                return done;
            }
        }
        throw Contended(spec.Kind, key);
    }

    /// <summary>Starts removing; null when it is gone.</summary>
    public async Task<VimResource?> DeleteAsync(OsAccount account, TenantId tenant, VimResourceKind kind, string key, CancellationToken cancellationToken)
    {
        using var held = await locks.EnterAsync(LockOf(tenant, account, kind, key), cancellationToken);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var now = time.GetUtcNow();
            var read = await records.GetAsync(tenant, account.Id, kind, key, cancellationToken);
            if (read is null)
            {
                await NotMissedAsync(account, tenant, kind, key, "The server is not wanted any more.");
                var wanted = New(account, tenant, kind, key, Absent(kind)) with { Phase = RecordPhase.DELETING, State = VimResourceState.DELETING };
                if (!await account.Inventory.MayHoldAsync(wanted.Identity, cancellationToken))
                {
                    return null;
                }
                read = await records.InsertAsync(wanted, CancellationToken.None);
            }
            else if (read.Value.Phase != RecordPhase.DELETING || read.Value.State == VimResourceState.ERROR) // also one that was refused before
            {
                read = await records.ReplaceAsync(read, Touch(read.Value) with { Phase = RecordPhase.DELETING, State = VimResourceState.DELETING, Error = null, Pending = null, Replacing = false, CreatedAt = read.Value.CreatedAt == default ? now : read.Value.CreatedAt }, CancellationToken.None);
            }
            if (read is not null)
            {
                return (await DeletingAsync(account, read))?.Value.ToResource();
            }
        }
        throw Contended(kind, key);
    }

    /// <summary>The resource as it is now; null when it is gone.</summary>
    /// <param name="account">Where.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="key">Which.</param>
    /// <param name="awaited">The caller waits for what was asked for: a change that failed is told as ERROR, though the resource is as it was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<VimResource?> GetAsync(OsAccount account, TenantId tenant, VimResourceKind kind, string key, bool awaited, CancellationToken cancellationToken)
    {
        var read = await records.GetAsync(tenant, account.Id, kind, key, cancellationToken);
        if (read is null)
        {
            return null;
        }
        if (read.Value.IsOpen)
        {
            OnOpen?.Invoke(account, read); // its follower looks after it
            return read.Value.ToResource();
        }
        using var held = await locks.EnterAsync(LockOf(tenant, account, kind, key), cancellationToken);
        read = await records.GetAsync(tenant, account.Id, kind, key, cancellationToken);
        if (read is null || read.Value.IsOpen)
        {
            return read?.Value.ToResource();
        }
        var observed = await ResourceHandlers.Of(kind).ReadAsync(account, read.Value, cancellationToken);
        var now = (await ApplyAsync(account, read, observed))?.Value;
        return awaited ? now?.ToAwaited() : now?.ToResource();
    }

    /// <summary>
    /// What a process found out about a resource by looking at many at once; null: it is not among them. Skipped while somebody works on it: he knows better. A list may be older than the resource, or come from
    /// a copy of the database that lags behind: what nobody removed is asked for alone before it counts as gone.
    /// </summary>
    public async Task ObserveAsync(OsAccount account, TenantId tenant, VimResourceKind kind, string key, string vimId, Observed? observed, CancellationToken cancellationToken)
    {
        using var held = locks.TryEnter(LockOf(tenant, account, kind, key));
        if (held is null || await records.GetAsync(tenant, account.Id, kind, key, cancellationToken) is not { } read)
        {
            return;
        }
        if (read.Value.VimId != vimId)
        {
            await DuplicateAsync(account, read, observed);
            return;
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
        }
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
        if (now is { Value: { Phase: not RecordPhase.CREATING, IsOpen: true } record } && record.Error != failure.Error)
        {
            await records.ReplaceAsync(now, Touch(record) with { Error = failure.Error, State = failure.Retryable ? record.State : VimResourceState.ERROR, Failure = failure.Retryable || record.Phase != RecordPhase.UPDATING ? record.Failure : failure.Error }, CancellationToken.None);
        }
    }

    private static string LockOf(TenantId tenant, OsAccount account, VimResourceKind kind, string key) => $"{tenant.Value}/{ResourceRecord.IdOf(account.Id, kind, key)}";

    private static VimException Contended(VimResourceKind kind, string key) =>
        new(VimErrorCause.CONFLICT, $"{kind.Token()} '{key}' is being changed by others all the time. Nothing was done; the same call later may succeed.", retryable: true, kind, key);

    private static VimResourceSpec Absent(VimResourceKind kind) => ResourceHandlers.Of(kind).Describe(new Observed { VimId = "", State = VimResourceState.DELETING, Name = "unknown" });

    private ResourceRecord New(OsAccount account, TenantId tenant, VimResourceKind kind, string key, VimResourceSpec spec)
    {
        var now = time.GetUtcNow();
        return new ResourceRecord
        {
            Tenant = tenant.Value,
            AccountId = account.Id,
            Kind = kind,
            Key = key,
            Spec = spec,
            Phase = RecordPhase.CREATING,
            Owner = owner,
            LeaseUntil = now + options.CreationLease,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private ResourceRecord Touch(ResourceRecord record) => record with { Version = record.Version + 1, UpdatedAt = time.GetUtcNow() };

    private bool IsHeldByOther(ResourceRecord record) => record.Owner is { } who && who != owner && record.LeaseUntil > time.GetUtcNow();

    private bool InDoubt(ResourceRecord record) => record.DoubtSince is { } since && time.GetUtcNow() - since < options.DoubtGrace;

    private async Task<VimPutResult?> PutNewAsync(OsAccount account, TenantId tenant, string key, VimResourceSpec spec, CancellationToken cancellationToken)
    {
        var record = New(account, tenant, spec.Kind, key, spec);
        var lookFirst = await account.Inventory.MayHoldAsync(record.Identity, cancellationToken);
        return await records.InsertAsync(record, CancellationToken.None) is { } read ? await MakeAsync(account, read, lookFirst) : null;
    }

    /// <summary>Removes what failed to be made; when it is gone, it is made anew.</summary>
    private async Task<VimPutResult?> RemakeAsync(OsAccount account, Document<ResourceRecord> read, VimResourceSpec spec)
    {
        var handler = ResourceHandlers.Of(read.Value.Kind);
        await handler.DeleteAsync(account, read.Value, CancellationToken.None);
        var replaced = await records.ReplaceAsync(
            read, Touch(read.Value) with { Spec = spec, Phase = RecordPhase.CREATING, State = VimResourceState.CREATING, Error = null, Failure = null, Unmade = false, CreationFailed = false, Replacing = true, Alarmed = false }, CancellationToken.None);
        if (replaced is null)
        {
            return null;
        }
        if (read.Value.Alarmed)
        {
            await faults.ClearedAsync(account, read.Value, "The server is made anew.");
        }
        var left = await handler.ReadAsync(account, replaced.Value, CancellationToken.None);
        var now = await ApplyAsync(account, replaced, left) ?? replaced;
        return new VimPutResult(now.Value.ToResource(), VimPutOutcome.Created);
    }

    /// <summary>A second server with the mark of a record: the fruit of a request that was believed lost. The record's own stays.</summary>
    private async Task DuplicateAsync(OsAccount account, Document<ResourceRecord> read, Observed? other)
    {
        if (other is null || read.Value.VimId is null || other.State == VimResourceState.DELETING || other.Mark?.Identity != read.Value.Identity)
        {
            return;
        }
        Log.Duplicate(logger, account.Id, read.Value.Kind, read.Value.Key, read.Value.VimId, other.VimId);
        await ResourceHandlers.Of(read.Value.Kind).DeleteAsync(account, read.Value with { VimId = other.VimId }, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(5, LogLevel.Information, "OpenStack account {Account}: {Kind} '{Key}' could not be carried on; it is tried again. {Reason}")]
        public static partial void NotCarriedOn(ILogger logger, string account, VimResourceKind kind, string key, string reason);

        [LoggerMessage(1, LogLevel.Warning, "OpenStack account {Account}: {Kind} '{Key}' exists twice ({Kept} and {Removed}), because a request was carried out after it had been given up; the second one is removed.")]
        public static partial void Duplicate(ILogger logger, string account, VimResourceKind kind, string key, string kept, string removed);

        [LoggerMessage(2, LogLevel.Warning, "OpenStack account {Account}: {Kind} '{Key}' ({VimId}) is gone, and we did not remove it.")]
        public static partial void Vanished(ILogger logger, string account, VimResourceKind kind, string key, string vimId);

        [LoggerMessage(3, LogLevel.Information, "OpenStack account {Account}: {Kind} '{Key}' was found as {VimId} after a lost answer or a restart, and is adopted.")]
        public static partial void Adopted(ILogger logger, string account, VimResourceKind kind, string key, string vimId);
    }
}
