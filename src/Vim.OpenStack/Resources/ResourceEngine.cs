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
                if (!await account.Inventory.MayHoldAsync(kind, wanted.Identity, cancellationToken))
                {
                    if (kind == VimResourceKind.Port)
                    {
                        await PortParts.RemoveRestAsync(account, wanted, cancellationToken);
                    }
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
        var lookFirst = await account.Inventory.MayHoldAsync(spec.Kind, record.Identity, cancellationToken);
        return await records.InsertAsync(record, CancellationToken.None) is { } read ? await MakeAsync(account, read, lookFirst) : null;
    }

    /// <summary>Removes what failed to be made; when it is gone, it is made anew.</summary>
    private async Task<VimPutResult?> RemakeAsync(OsAccount account, Document<ResourceRecord> read, VimResourceSpec spec)
    {
        var handler = ResourceHandlers.Of(read.Value.Kind);
        await handler.DeleteAsync(account, read.Value, CancellationToken.None);
        var replaced = await records.ReplaceAsync(
            read, Touch(read.Value) with { Spec = spec, Phase = RecordPhase.CREATING, State = VimResourceState.CREATING, Error = null, Failure = null, Unmade = false, CreationFailed = false, Replacing = true, Alarmed = false }, CancellationToken.None,
            read.Value.Alarmed ? faults.Cleared(account, read.Value, "The server is made anew.") : null);
        if (replaced is null)
        {
            return null;
        }
        var left = await handler.ReadAsync(account, replaced.Value, CancellationToken.None);
        var now = await ApplyAsync(account, replaced, left) ?? replaced;
        return new VimPutResult(now.Value.ToResource(), VimPutOutcome.Created);
    }

    private static partial class Log
    {
        [LoggerMessage(6, LogLevel.Warning, "OpenStack account {Account}: the second {Kind} '{Key}' ({Removed}) could not be removed; it is tried again. {Reason}")]
        public static partial void StillDouble(ILogger logger, string account, VimResourceKind kind, string key, string removed, string reason);

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
