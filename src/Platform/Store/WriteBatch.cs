namespace NfvOrchestrator.Platform.Store;

/// <summary>
/// Several writes that happen together or not at all. Every write carries its precondition (absent, or a version), so no lock is held
/// between reading and writing; when a precondition fails the whole batch is refused and the <see cref="CommitResult"/> names the first culprit.
/// Not thread-safe; built, committed once, thrown away.
/// </summary>
public sealed class WriteBatch
{
    private readonly List<StoreWrite> writes = [];

    /// <summary>The writes in the order they will be applied.</summary>
    public IReadOnlyList<StoreWrite> Writes => writes;

    /// <summary>Adds a document that must not exist yet; it gets version 1.</summary>
    public WriteBatch Insert<T>(DocumentCollection<T> collection, TenantId tenant, string id, T value)
        => Add(new StoreWrite.Insert(collection, tenant, id, Json(collection, value)));

    /// <summary>Replaces a document that must still have <paramref name="expectedVersion"/>; its version grows by one.</summary>
    public WriteBatch Replace<T>(DocumentCollection<T> collection, TenantId tenant, string id, long expectedVersion, T value)
        => Add(new StoreWrite.Replace(collection, tenant, id, expectedVersion, Json(collection, value)));

    /// <summary>Replaces the document that was read, provided nobody wrote it since.</summary>
    public WriteBatch Replace<T>(DocumentCollection<T> collection, Document<T> read, T value)
        => Replace(collection, read.Tenant, read.Id, read.Version, value);

    /// <summary>Inserts or overwrites without a precondition (last writer wins; for data with a single owner).</summary>
    public WriteBatch Put<T>(DocumentCollection<T> collection, TenantId tenant, string id, T value)
        => Add(new StoreWrite.Put(collection, tenant, id, Json(collection, value)));

    /// <summary>Deletes a document; with a version, only that version; without, silently nothing when it is absent.</summary>
    public WriteBatch Delete(IDocumentCollection collection, TenantId tenant, string id, long? expectedVersion = null)
        => Add(new StoreWrite.Delete(collection, tenant, id, expectedVersion));

    /// <summary>Requires that a document still has this version (0: does not exist) without changing it.</summary>
    public WriteBatch Check(IDocumentCollection collection, TenantId tenant, string id, long expectedVersion)
        => Add(new StoreWrite.Check(collection, tenant, id, expectedVersion));

    /// <summary>Adds a work item to a queue (see <see cref="WorkItem"/>); an item with the same queue and id is left as it is but made due at the earlier time.</summary>
    public WriteBatch Enqueue(WorkItem item) => Add(new StoreWrite.Enqueue(item));

    /// <summary>Removes a claimed work item; refused when the lease was lost (fence no longer ours).</summary>
    public WriteBatch Complete(WorkClaim claim) => Add(new StoreWrite.Complete(claim));

    /// <summary>Gives a claimed work item back, due again at <paramref name="dueAt"/> with its attempt count kept; refused when the lease was lost.</summary>
    public WriteBatch Reschedule(WorkClaim claim, DateTimeOffset dueAt) => Add(new StoreWrite.Reschedule(claim, dueAt));

    /// <summary>Requires that the lease is still ours: every write of a worker carries this fence, so that one that was given up for dead cannot write.</summary>
    public WriteBatch RequireLease(WorkClaim claim) => Add(new StoreWrite.RequireLease(claim));

    /// <summary>Appends all writes of another batch.</summary>
    public WriteBatch Include(WriteBatch other)
    {
        writes.AddRange(other.Writes);
        return this;
    }

    private WriteBatch Add(StoreWrite write)
    {
        writes.Add(write);
        return this;
    }

    private static byte[] Json<T>(DocumentCollection<T> collection, T value)
        => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, collection.TypeInfo);
}
