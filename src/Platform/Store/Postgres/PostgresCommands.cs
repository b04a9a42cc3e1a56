using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>
/// Writes as statements. Each statement checks its own precondition and ends the transaction through <c>nfv_refuse</c> when it does not hold, so that a whole group of batches
/// is sent, judged and committed in one round trip.
/// </summary>
internal sealed class PostgresCommands(CollectionRegistry collections, TimeProvider time)
{
    private const string Held = "queue = $1 AND tenant = $2 AND id = $3 AND n * 1048576 + fence = $4 AND owner = $5";

    private static readonly string LeaseLost = ((int)StoreConflictKind.LeaseLost).ToString(CultureInfo.InvariantCulture);
    private static readonly string GiveBackSql = $"UPDATE work_items SET owner = NULL, state = 1, due = $6, wake = $6 WHERE {Held}";
    private static readonly string RescheduleSql = $"WITH w AS ({GiveBackSql} RETURNING 1) SELECT CASE WHEN EXISTS (SELECT 1 FROM w) THEN 0 ELSE nfv_refuse({LeaseLost}) END";
    private static readonly string RequireLeaseSql =
        $"WITH w AS MATERIALIZED (SELECT 1 FROM work_items WHERE {Held} FOR SHARE) SELECT CASE WHEN EXISTS (SELECT 1 FROM w) THEN 0 ELSE nfv_refuse({LeaseLost}) END";

    /// <summary>The statement(s) of a write, other than those of <see cref="Work"/>, with the key by which writes of different batches are put into one order, so that two groups never wait for each other in a circle.</summary>
    public IEnumerable<PostgresCommand> Of(StoreWrite write)
    {
        switch (write)
        {
            case StoreWrite.Insert w:
                yield return Document(w.Collection, w.Tenant, w.Id, Checked(
                    $"INSERT INTO {Table(w.Collection)}(tenant, id, version, doc) VALUES($1, $2, 1, $3) ON CONFLICT DO NOTHING RETURNING 1", Kind(StoreConflictKind.AlreadyExists)), Json(w.Json));
                break;
            case StoreWrite.Replace w:
                yield return Document(w.Collection, w.Tenant, w.Id, Checked(
                    $"UPDATE {Table(w.Collection)} SET version = version + 1, doc = $3 WHERE tenant = $1 AND id = $2 AND version = $4 RETURNING 1", Mismatch(w.Collection)), Json(w.Json), w.ExpectedVersion);
                break;
            case StoreWrite.Put w:
                yield return Document(w.Collection, w.Tenant, w.Id,
                    $"INSERT INTO {Table(w.Collection)} AS t(tenant, id, version, doc) VALUES($1, $2, 1, $3) ON CONFLICT (tenant, id) DO UPDATE SET version = t.version + 1, doc = excluded.doc", Json(w.Json));
                break;
            case StoreWrite.Delete { ExpectedVersion: { } version } w:
                yield return Document(w.Collection, w.Tenant, w.Id, Checked(
                    $"DELETE FROM {Table(w.Collection)} WHERE tenant = $1 AND id = $2 AND version = $3 RETURNING 1", Mismatch(w.Collection)), version);
                break;
            case StoreWrite.Delete w:
                yield return Document(w.Collection, w.Tenant, w.Id, $"DELETE FROM {Table(w.Collection)} WHERE tenant = $1 AND id = $2");
                break;
            case StoreWrite.Check { ExpectedVersion: 0 } w:
                // absence cannot be locked; a row that exists only inside this transaction keeps others from inserting it
                yield return Document(w.Collection, w.Tenant, w.Id, Checked(
                    $"INSERT INTO {Table(w.Collection)}(tenant, id, version, doc) VALUES($1, $2, 0, '{{}}') ON CONFLICT DO NOTHING RETURNING 1", Kind(StoreConflictKind.VersionMismatch)));
                yield return Document(w.Collection, w.Tenant, w.Id, $"DELETE FROM {Table(w.Collection)} WHERE tenant = $1 AND id = $2 AND version = 0");
                break;
            case StoreWrite.Check w:
                yield return Document(w.Collection, w.Tenant, w.Id, Checked(
                    $"SELECT 1 FROM {Table(w.Collection)} WHERE tenant = $1 AND id = $2 AND version = $3 FOR NO KEY UPDATE", Mismatch(w.Collection)), w.ExpectedVersion);
                break;
            case StoreWrite.Reschedule { Claim: var c } w:
                yield return OfQueue(c.Item, RescheduleSql, c.Fence, c.Owner, w.DueAt.UtcTicks);
                break;
            case StoreWrite.RequireLease { Claim: var c }:
                yield return OfQueue(c.Item, RequireLeaseSql, c.Fence, c.Owner);
                break;
            default:
                throw new InvalidOperationException($"Unknown write {write.GetType().Name}.");
        }
    }

    /// <summary>
    /// The one statement for all that a transaction completes and enqueues, sorted by queue, tenant and order key; it comes last. A refusal names the index of the
    /// <see cref="StoreWrite.Complete"/> among those given.
    /// </summary>
    public NpgsqlBatchCommand Work(IReadOnlyList<StoreWrite.Complete> completes, IReadOnlyList<StoreWrite.Enqueue> enqueues) => Command(
        "SELECT nfv_work($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        [
            Texts(completes, static c => c.Claim.Item.Queue), Texts(completes, static c => c.Claim.Item.Tenant.Value), Texts(completes, static c => c.Claim.Item.Id),
            Texts(completes, static c => c.Claim.Item.OrderKey), Numbers(completes, static c => c.Claim.Fence), Texts(completes, static c => c.Claim.Owner),
            Texts(enqueues, static e => e.Item.Queue), Texts(enqueues, static e => e.Item.Tenant.Value), Texts(enqueues, static e => e.Item.Id), Texts(enqueues, static e => e.Item.Group),
            Texts(enqueues, static e => e.Item.OrderKey), Numbers(enqueues, static e => e.Item.DueAt.UtcTicks), Texts(enqueues, static e => e.Item.Payload),
            time.GetUtcNow().UtcTicks,
        ]);

    /// <summary>Ends a lease without a verdict (release).</summary>
    public static NpgsqlBatchCommand GiveBack(WorkClaim c, long due) => Command(GiveBackSql, [c.Item.Queue, c.Item.Tenant.Value, c.Item.Id, c.Fence, c.Owner, due]);

    /// <summary>Prolongs a lease; the affected row tells whether it was ours.</summary>
    public static NpgsqlBatchCommand Renew(WorkClaim c, long until)
        => Command($"UPDATE work_items SET state = 1, wake = $6 WHERE {Held}", [c.Item.Queue, c.Item.Tenant.Value, c.Item.Id, c.Fence, c.Owner, until]);

    /// <summary>What a refusal of a write is called.</summary>
    public static StoreConflict Conflict(StoreWrite write, StoreConflictKind kind) => write switch
    {
        StoreWrite.Insert w => new(kind, w.Collection.Name, w.Id),
        StoreWrite.Replace w => new(kind, w.Collection.Name, w.Id),
        StoreWrite.Put w => new(kind, w.Collection.Name, w.Id),
        StoreWrite.Delete w => new(kind, w.Collection.Name, w.Id),
        StoreWrite.Check w => new(kind, w.Collection.Name, w.Id),
        StoreWrite.Enqueue w => new(kind, w.Item.Queue, w.Item.Id),
        StoreWrite.Complete w => new(kind, w.Claim.Item.Queue, w.Claim.Item.Id),
        StoreWrite.Reschedule w => new(kind, w.Claim.Item.Queue, w.Claim.Item.Id),
        StoreWrite.RequireLease w => new(kind, w.Claim.Item.Queue, w.Claim.Item.Id),
        _ => throw new InvalidOperationException($"Unknown write {write.GetType().Name}."),
    };

    /// <summary>A statement with positional parameters.</summary>
    public static NpgsqlBatchCommand Command(string sql, IReadOnlyList<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        }
        return command;
    }

    private static PostgresCommand Document(IDocumentCollection collection, TenantId tenant, string id, string sql, params object[] values)
        => new(collection.Name, tenant.Value, id, Command(sql, [tenant.Value, id, .. values]));

    /// <summary>Work is ordered after documents ("~"), by its order key where it has one, since that is what is locked first.</summary>
    private static PostgresCommand OfQueue(WorkItem item, string sql, params object[] values)
        => new("~" + item.Queue, item.Tenant.Value, item.OrderKey ?? item.Id, Command(sql, [item.Queue, item.Tenant.Value, item.Id, .. values]));

    private static string Checked(string sql, string refusal) =>
        sql.StartsWith("SELECT", StringComparison.Ordinal)
            ? $"WITH w AS MATERIALIZED ({sql}) SELECT CASE WHEN EXISTS (SELECT 1 FROM w) THEN 0 ELSE nfv_refuse({refusal}) END"
            : $"WITH w AS ({sql}) SELECT CASE WHEN EXISTS (SELECT 1 FROM w) THEN 0 ELSE nfv_refuse({refusal}) END";

    private static string Kind(StoreConflictKind kind) => ((int)kind).ToString(CultureInfo.InvariantCulture);

    private static NpgsqlParameter Json(byte[] json) => new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static NpgsqlParameter Texts<T>(IReadOnlyList<T> of, Func<T, string?> text)
    {
        var values = new string?[of.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = text(of[i]);
        }
        return new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
    }

    private static NpgsqlParameter Numbers<T>(IReadOnlyList<T> of, Func<T, long> number)
    {
        var values = new long[of.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = number(of[i]);
        }
        return new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
    }

    private string Mismatch(IDocumentCollection collection)
        => $"CASE WHEN EXISTS (SELECT 1 FROM {Table(collection)} WHERE tenant = $1 AND id = $2) THEN {Kind(StoreConflictKind.VersionMismatch)} ELSE {Kind(StoreConflictKind.Missing)} END";

    private string Table(IDocumentCollection collection) => '"' + collections.Table(collection) + '"';
}
