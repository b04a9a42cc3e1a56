namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>Applies the writes of a batch, in order, until one is refused.</summary>
internal sealed class SqliteBatches(CollectionRegistry collections, TimeProvider time)
{
    private readonly Dictionary<string, SqliteTableSql> tables = collections.All.ToDictionary(c => c.Name, c => new SqliteTableSql(c.Name, c.Bulk), StringComparer.Ordinal);

    /// <summary>The statements of a collection's table.</summary>
    public SqliteTableSql Sql(IDocumentCollection collection) => tables[collections.Table(collection)];

    /// <summary>Applies a batch inside the writer's transaction.</summary>
    /// <param name="db">The writer's connection.</param>
    /// <param name="batch">What to write.</param>
    /// <returns>The first precondition that did not hold; the caller undoes what was written before it.</returns>
    public StoreConflict? Apply(SqliteStatements db, WriteBatch batch)
    {
        var now = time.GetUtcNow().UtcTicks;
        foreach (var write in batch.Writes)
        {
            if (Apply(db, write, now) is { } conflict)
            {
                return conflict;
            }
        }
        return null;
    }

    private StoreConflict? Apply(SqliteStatements db, StoreWrite write, long now)
    {
        switch (write)
        {
            case StoreWrite.Insert w:
                return db.Execute(Sql(w.Collection).Insert, w.Tenant.Value, w.Id, w.Json) == 1
                    ? null
                    : new StoreConflict(StoreConflictKind.AlreadyExists, w.Collection.Name, w.Id);
            case StoreWrite.Replace w:
                return db.Execute(Sql(w.Collection).Replace, w.Tenant.Value, w.Id, w.Json, w.ExpectedVersion) == 1 ? null : Mismatch(db, w.Collection, w.Tenant, w.Id);
            case StoreWrite.Put w:
                db.Execute(Sql(w.Collection).Put, w.Tenant.Value, w.Id, w.Json);
                return null;
            case StoreWrite.Delete { ExpectedVersion: { } version } w:
                return db.Execute(Sql(w.Collection).DeleteVersion, w.Tenant.Value, w.Id, version) == 1 ? null : Mismatch(db, w.Collection, w.Tenant, w.Id);
            case StoreWrite.Delete w:
                db.Execute(Sql(w.Collection).Delete, w.Tenant.Value, w.Id);
                return null;
            case StoreWrite.Check w:
                return (db.Number(Sql(w.Collection).Version, w.Tenant.Value, w.Id) ?? 0) == w.ExpectedVersion ? null : Mismatch(db, w.Collection, w.Tenant, w.Id);
            case StoreWrite.Enqueue w:
                SqliteWorkQueues.Enqueue(db, w.Item, now);
                return null;
            case StoreWrite.Complete w:
                return SqliteWorkQueues.Complete(db, w.Claim, now) ? null : LeaseLost(w.Claim);
            case StoreWrite.Reschedule w:
                return SqliteWorkQueues.GiveBack(db, w.Claim, w.DueAt.UtcTicks) ? null : LeaseLost(w.Claim);
            case StoreWrite.RequireLease w:
                return SqliteWorkQueues.Holds(db, w.Claim) ? null : LeaseLost(w.Claim);
            default:
                throw new InvalidOperationException($"Unknown write {write.GetType().Name}.");
        }
    }

    private StoreConflict Mismatch(SqliteStatements db, IDocumentCollection collection, TenantId tenant, string id)
        => new(
            db.Number(Sql(collection).Version, tenant.Value, id) is null ? StoreConflictKind.Missing : StoreConflictKind.VersionMismatch,
            collection.Name,
            id);

    private static StoreConflict LeaseLost(WorkClaim claim) => new(StoreConflictKind.LeaseLost, claim.Item.Queue, claim.Item.Id);
}
