using System.Text.Json;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Filtering;

namespace NfvOrchestrator.TestKit;

/// <summary>
/// A small model of <see cref="IDocumentStore"/> for tests of what stands on it: same promises, no disk, no indexes. The contract
/// tests hold the real stores to the same behaviour.
/// </summary>
public sealed class InMemoryDocumentStore(TimeProvider time) : IDocumentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Collection, string Tenant), SortedDictionary<string, (long Version, byte[] Json)>> tables = [];
    private readonly Dictionary<(string Queue, string Id), Entry> work = [];
    private readonly Dictionary<(string, string, string), long> sequences = [];
    private readonly Dictionary<(string Queue, string Group), long> turns = [];
    private long order;
    private long turn;

    public event Action<string>? WorkEnqueued;

    /// <summary>Commits so far, refused ones included.</summary>
    public int Commits { get; private set; }

    /// <summary>Called before every commit; may throw what a database could throw.</summary>
    public Action<WriteBatch>? BeforeCommit { get; set; }

    /// <summary>Called after every successful commit; may throw to model an answer that got lost.</summary>
    public Action<WriteBatch>? AfterCommit { get; set; }

    /// <summary>Called when a claim takes an item over from an owner whose lease ran out: queue and id.</summary>
    public Action<string, string>? TakenOver { get; set; }

    public Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(Table(collection.Name, tenant).TryGetValue(id, out var row) ? Read(collection, tenant, id, row) : null);
        }
    }

    public Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            var rows = Table(collection.Name, tenant).Where(r => query.AfterId is null || string.CompareOrdinal(r.Key, query.AfterId) > 0)
                .Where(r => Holds(r.Value.Json, query.Where) && Fits(r.Value.Json, query.Filter, collection.FilterRoot))
                .Take(query.Limit + 1)
                .Select(r => Read(collection, tenant, r.Key, r.Value)).ToList();
            return Task.FromResult(Page(rows, query.Limit, static d => d.Id));
        }
    }

    public Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            var rows = tables.Where(t => t.Key.Collection == collection.Name)
                .SelectMany(t => t.Value.Select(r => (t.Key.Tenant, r.Key, r.Value)))
                .OrderBy(static r => Position(r.Tenant, r.Key), StringComparer.Ordinal)
                .Where(r => query.AfterId is null || string.CompareOrdinal(Position(r.Tenant, r.Key), query.AfterId) > 0)
                .Where(r => Holds(r.Value.Json, query.Where) && Fits(r.Value.Json, query.Filter, collection.FilterRoot))
                .Take(query.Limit + 1)
                .Select(r => Read(collection, new TenantId(r.Tenant), r.Key, r.Value)).ToList();
            return Task.FromResult(Page(rows, query.Limit, static d => Position(d.Tenant.Value, d.Id)));
        }
    }

    public Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BeforeCommit?.Invoke(batch);
        var queues = new HashSet<string>(StringComparer.Ordinal);
        lock (gate)
        {
            Commits++;
            var undo = new Stack<Action>();
            foreach (var write in batch.Writes)
            {
                if (Apply(write, undo, queues) is { } conflict)
                {
                    while (undo.TryPop(out var action))
                    {
                        action();
                    }
                    return Task.FromResult(new CommitResult(conflict));
                }
            }
        }
        foreach (var queue in queues)
        {
            WorkEnqueued?.Invoke(queue);
        }
        AfterCommit?.Invoke(batch);
        return Task.FromResult(default(CommitResult));
    }

    public Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var mine = work.Values.Where(e => e.Item.Queue == queue).ToList();
            var heads = mine.Where(static e => e.Item.OrderKey is not null)
                .GroupBy(static e => (e.Item.Tenant, e.Item.OrderKey))
                .ToDictionary(static g => g.Key, static g => g.MinBy(static e => e.Item.Sequence));
            var claimable = mine.Where(e => e.Item.DueAt <= now && e.LeaseUntil <= now)
                .Where(e => e.Item.OrderKey is null || ReferenceEquals(heads[(e.Item.Tenant, e.Item.OrderKey)], e))
                .GroupBy(static e => e.Item.Group)
                .ToDictionary(static g => g.Key, static g => new Queue<Entry>(g.OrderBy(static e => e.Item.DueAt).ThenBy(static e => e.Order)), StringComparer.Ordinal);
            var claims = new List<WorkClaim>();
            while (claims.Count < max && claimable.Count > 0)
            {
                var group = claimable.Keys.MinBy(g => (turns.GetValueOrDefault((queue, g)), claimable[g].Peek().Order))!;
                turns[(queue, group)] = ++turn;
                var entry = claimable[group].Dequeue();
                if (claimable[group].Count == 0)
                {
                    claimable.Remove(group);
                }
                if (entry.Owner is not null)
                {
                    TakenOver?.Invoke(queue, entry.Item.Id);
                }
                entry.Owner = owner;
                entry.Fence++;
                entry.Attempt++;
                entry.LeaseUntil = now + lease;
                claims.Add(entry.Claim());
            }
            return Task.FromResult<IReadOnlyList<WorkClaim>>(claims);
        }
    }

    public Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var renewed = new List<WorkClaim>();
            foreach (var claim in claims)
            {
                if (Held(claim) is { } entry)
                {
                    entry.LeaseUntil = time.GetUtcNow() + lease;
                    renewed.Add(entry.Claim());
                }
            }
            return Task.FromResult<IReadOnlyList<WorkClaim>>(renewed);
        }
    }

    public Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var claim in claims)
            {
                if (Held(claim) is { } entry)
                {
                    entry.Release(time.GetUtcNow());
                }
            }
        }
        foreach (var queue in claims.Select(static c => c.Item.Queue).Distinct(StringComparer.Ordinal))
        {
            WorkEnqueued?.Invoke(queue);
        }
        return Task.CompletedTask;
    }

    public Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var next = sequences.GetValueOrDefault(("#", tenant.Value, counter)) + 1;
            sequences[("#", tenant.Value, counter)] = next + count - 1;
            return Task.FromResult(next);
        }
    }

    public Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var mine = work.Values.Where(e => e.Item.Queue == queue).Select(static e => e.LeaseUntil > e.Item.DueAt ? e.LeaseUntil : e.Item.DueAt).ToList();
            return Task.FromResult<DateTimeOffset?>(mine.Count == 0 ? null : mine.Min());
        }
    }

    /// <summary>Takes a claim away from whoever holds it, as if its lease had run out unnoticed.</summary>
    public void ExpireLease(string queue, string id)
    {
        lock (gate)
        {
            if (work.TryGetValue((queue, id), out var entry))
            {
                entry.LeaseUntil = DateTimeOffset.MinValue;
            }
        }
    }

    /// <summary>Items of a queue, claimed or not.</summary>
    public int Waiting(string queue)
    {
        lock (gate)
        {
            return work.Keys.Count(k => k.Queue == queue);
        }
    }

    private static string Position(string tenant, string id) => $"{tenant}\u0001{id}";

    private static Document<T> Read<T>(DocumentCollection<T> collection, TenantId tenant, string id, (long Version, byte[] Json) row)
        => new(tenant, id, row.Version, JsonSerializer.Deserialize(row.Json, collection.TypeInfo)!);

    private static StorePage<T> Page<T>(List<Document<T>> rows, int limit, Func<Document<T>, string> position)
        => rows.Count > limit ? new StorePage<T>(rows[..limit], position(rows[limit - 1])) : new StorePage<T>(rows, NextAfterId: null);

    private static bool Fits(byte[] json, AttributeFilter? filter, string? root)
    {
        if (filter is null)
        {
            return true;
        }
        using var document = JsonDocument.Parse(json);
        var at = document.RootElement;
        return root is null or "" ? filter.Matches(at) : at.TryGetProperty(root, out var part) && filter.Matches(part);
    }

    private static bool Holds(byte[] json, IReadOnlyDictionary<string, string> where)
    {
        if (where.Count == 0)
        {
            return true;
        }
        using var document = JsonDocument.Parse(json);
        foreach (var (path, value) in where)
        {
            var at = document.RootElement;
            foreach (var name in path.Split('/'))
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                {
                    return false;
                }
            }
            if (at.ToString() != value)
            {
                return false;
            }
        }
        return true;
    }

    private Entry? Held(WorkClaim claim)
        => work.TryGetValue((claim.Item.Queue, claim.Item.Id), out var entry) && entry.Owner is not null && entry.Fence == claim.Fence ? entry : null;

    private SortedDictionary<string, (long Version, byte[] Json)> Table(string collection, TenantId tenant)
    {
        if (!tables.TryGetValue((collection, tenant.Value), out var table))
        {
            tables[(collection, tenant.Value)] = table = new(StringComparer.Ordinal);
        }
        return table;
    }

    private StoreConflict? Apply(StoreWrite write, Stack<Action> undo, HashSet<string> queues)
    {
        switch (write)
        {
            case StoreWrite.Insert w:
                return Table(w.Collection.Name, w.Tenant).ContainsKey(w.Id)
                    ? new StoreConflict(StoreConflictKind.AlreadyExists, w.Collection.Name, w.Id)
                    : Set(w.Collection, w.Tenant, w.Id, w.Json, undo);
            case StoreWrite.Replace w:
                return Version(w.Collection, w.Tenant, w.Id, w.ExpectedVersion) ?? Set(w.Collection, w.Tenant, w.Id, w.Json, undo);
            case StoreWrite.Put w:
                return Set(w.Collection, w.Tenant, w.Id, w.Json, undo);
            case StoreWrite.Check w:
                return Version(w.Collection, w.Tenant, w.Id, w.ExpectedVersion);
            case StoreWrite.Delete w:
                return (w.ExpectedVersion is { } v ? Version(w.Collection, w.Tenant, w.Id, v) : null) ?? Set(w.Collection, w.Tenant, w.Id, json: null, undo);
            case StoreWrite.Enqueue w:
                Enqueue(w.Item, undo);
                queues.Add(w.Item.Queue);
                return null;
            case StoreWrite.Complete w:
                return Fenced(w.Claim, e => { work.Remove((e.Item.Queue, e.Item.Id)); undo.Push(() => work[(e.Item.Queue, e.Item.Id)] = e); });
            case StoreWrite.Reschedule w:
                queues.Add(w.Claim.Item.Queue);
                return Fenced(w.Claim, e =>
                {
                    var before = (e.Item, e.Owner, e.LeaseUntil);
                    e.Release(w.DueAt);
                    undo.Push(() => (e.Item, e.Owner, e.LeaseUntil) = before);
                });
            case StoreWrite.RequireLease w:
                return Fenced(w.Claim, static _ => { });
            default:
                throw new NotSupportedException(write.GetType().Name);
        }
    }

    private StoreConflict? Fenced(WorkClaim claim, Action<Entry> then)
    {
        if (Held(claim) is not { } entry)
        {
            return new StoreConflict(StoreConflictKind.LeaseLost, claim.Item.Queue, claim.Item.Id);
        }
        then(entry);
        return null;
    }

    private StoreConflict? Version(IDocumentCollection collection, TenantId tenant, string id, long expected)
    {
        var found = Table(collection.Name, tenant).TryGetValue(id, out var row) ? row.Version : 0;
        return found == expected ? null : new StoreConflict(found == 0 ? StoreConflictKind.Missing : StoreConflictKind.VersionMismatch, collection.Name, id);
    }

    private StoreConflict? Set(IDocumentCollection collection, TenantId tenant, string id, byte[]? json, Stack<Action> undo)
    {
        var table = Table(collection.Name, tenant);
        var was = table.TryGetValue(id, out var row);
        undo.Push(() =>
        {
            if (was)
            {
                table[id] = row;
            }
            else
            {
                table.Remove(id);
            }
        });
        if (json is null)
        {
            table.Remove(id);
        }
        else
        {
            table[id] = (row.Version + 1, json);
        }
        return null;
    }

    private void Enqueue(WorkItem item, Stack<Action> undo)
    {
        if (work.TryGetValue((item.Queue, item.Id), out var there))
        {
            if (item.DueAt < there.Item.DueAt)
            {
                var before = there.Item;
                undo.Push(() => there.Item = before);
                there.Item = there.Item with { DueAt = item.DueAt };
            }
            return;
        }
        if (item.OrderKey is { } key)
        {
            var name = (item.Queue, item.Tenant.Value, key);
            var sequence = sequences.GetValueOrDefault(name) + 1;
            sequences[name] = sequence;
            undo.Push(() => sequences[name] = sequence - 1);
            item = item with { Sequence = sequence };
        }
        work[(item.Queue, item.Id)] = new Entry { Item = item, Order = ++order };
        undo.Push(() => work.Remove((item.Queue, item.Id)));
    }

    private sealed class Entry
    {
        public required WorkItem Item { get; set; }

        public required long Order { get; init; }

        public string? Owner { get; set; }

        public long Fence { get; set; }

        public int Attempt { get; set; }

        public DateTimeOffset LeaseUntil { get; set; } = DateTimeOffset.MinValue;

        public WorkClaim Claim() => new(Item, Owner!, Fence, Attempt, LeaseUntil);

        public void Release(DateTimeOffset due)
        {
            Owner = null;
            LeaseUntil = DateTimeOffset.MinValue;
            Item = Item with { DueAt = due };
        }
    }
}
