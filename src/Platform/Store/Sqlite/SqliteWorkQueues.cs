using Microsoft.Data.Sqlite;

namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>
/// The work queues, in terms of the states that README.md of this room explains: 0 ready (claimable now), 1 timed (wakes when due, or when its lease
/// ends), 2 blocked (behind the head of its order key). Claiming only ever looks at the front of two indexes.
/// </summary>
internal static class SqliteWorkQueues
{
    private const string ByKey = " WHERE queue = @p1 AND tenant = @p2 AND id = @p3";

    /// <summary>The fence told to workers counts claims within the row: an item enqueued again under an old id is a new row, with a higher fence.</summary>
    private const string Fence = "n * 1048576 + fence";
    private const string Held = ByKey + " AND " + Fence + " = @p4 AND owner = @p5";

    /// <summary>Items that become due are moved in portions, so that other writers get between them.</summary>
    private const int Portion = 1000;

    /// <summary>
    /// Start-time fair queueing: an item gets the turn after the last waiting one of its group, but none that has already been served. So a group with a backlog lines up
    /// its items far into the future and a newcomer's first item comes right after the one being served.
    /// </summary>
    private const string SetReady =
        """
        UPDATE work_items SET state = 0, turn = max(
          coalesce((SELECT vtime FROM work_queues WHERE queue = @p1), 0),
          coalesce((SELECT max(turn) + 1 FROM work_items WHERE queue = @p1 AND grp = @p2 AND state = 0), 0))
        WHERE n = @p3
        """;

    public static void Enqueue(SqliteStatements db, WorkItem item, long now)
    {
        var due = item.DueAt.UtcTicks;
        var (queue, tenant, id) = (item.Queue, item.Tenant.Value, item.Id);
        using (var found = db.Read("SELECT n, state, due, owner IS NOT NULL, grp FROM work_items" + ByKey, queue, tenant, id))
        {
            if (found.Read())
            {
                var (n, state, oldDue, owned, group) = (found.GetInt64(0), found.GetInt64(1), found.GetInt64(2), found.GetBoolean(3), found.GetString(4));
                found.Close();
                if (due < oldDue)
                {
                    // a lease keeps its own end; everything else that waits for a time now waits for the earlier one
                    db.Execute("UPDATE work_items SET due = @p2, wake = CASE WHEN owner IS NULL THEN @p2 ELSE wake END WHERE n = @p1", n, due);
                    if (state == 1 && !owned && due <= now)
                    {
                        db.Execute(SetReady, queue, group, n);
                    }
                }
                return;
            }
        }
        long sequence = 0;
        var blocked = false;
        if (item.OrderKey is { } key)
        {
            sequence = db.Number(
                "INSERT INTO work_sequences(queue, tenant, order_key, last) VALUES(@p1, @p2, @p3, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
                queue, tenant, key)!.Value;
            blocked = db.Number("SELECT 1 FROM work_items WHERE queue = @p1 AND tenant = @p2 AND order_key = @p3 LIMIT 1", queue, tenant, key) is not null;
        }
        var row = db.Number(
            """
            INSERT INTO work_items(queue, tenant, id, grp, order_key, seq, state, turn, due, wake, payload)
            VALUES(@p1, @p2, @p3, @p4, @p5, @p6, @p7, 0, @p8, @p8, @p9) RETURNING n
            """,
            queue, tenant, id, item.Group, item.OrderKey, sequence, blocked ? 2L : 1L, due, item.Payload)!.Value;
        if (!blocked && due <= now)
        {
            db.Execute(SetReady, queue, item.Group, row);
        }
    }

    public static bool Complete(SqliteStatements db, WorkClaim claim, long now)
    {
        var (queue, tenant) = (claim.Item.Queue, claim.Item.Tenant.Value);
        if (db.Execute("DELETE FROM work_items" + Held, queue, tenant, claim.Item.Id, claim.Fence, claim.Owner) != 1)
        {
            return false;
        }
        if (claim.Item.OrderKey is { } key)
        {
            using var next = db.Read("SELECT n, due, grp FROM work_items WHERE queue = @p1 AND tenant = @p2 AND order_key = @p3 ORDER BY seq LIMIT 1", queue, tenant, key);
            if (next.Read())
            {
                var (n, due, group) = (next.GetInt64(0), next.GetInt64(1), next.GetString(2));
                next.Close();
                db.Execute("UPDATE work_items SET state = 1, wake = due WHERE n = @p1", n);
                if (due <= now)
                {
                    db.Execute(SetReady, queue, group, n);
                }
            }
        }
        return true;
    }

    /// <summary>Ends a lease without completing the item. It waits for its time even when that has come: the next claim makes it ready.</summary>
    public static bool GiveBack(SqliteStatements db, WorkClaim claim, long due)
        => db.Execute(
            "UPDATE work_items SET owner = NULL, state = 1, due = @p6, wake = @p6" + Held,
            claim.Item.Queue, claim.Item.Tenant.Value, claim.Item.Id, claim.Fence, claim.Owner, due) == 1;

    public static bool Holds(SqliteStatements db, WorkClaim claim)
        => db.Number("SELECT 1 FROM work_items" + Held, claim.Item.Queue, claim.Item.Tenant.Value, claim.Item.Id, claim.Fence, claim.Owner) is not null;

    public static bool Renew(SqliteStatements db, WorkClaim claim, long until)
        => db.Execute(
            "UPDATE work_items SET state = 1, wake = @p6" + Held,
            claim.Item.Queue, claim.Item.Tenant.Value, claim.Item.Id, claim.Fence, claim.Owner, until) == 1;

    /// <summary>Makes ready what has become due or whose lease ran out; true when there may be more.</summary>
    public static bool Promote(SqliteStatements db, string queue, long now)
    {
        var due = new List<(long N, string Group)>();
        using (var reader = db.Read("SELECT n, grp FROM work_items WHERE queue = @p1 AND state = 1 AND wake <= @p2 ORDER BY wake LIMIT @p3", queue, now, (long)Portion))
        {
            while (reader.Read())
            {
                due.Add((reader.GetInt64(0), reader.GetString(1)));
            }
        }
        foreach (var (n, group) in due)
        {
            db.Execute(SetReady, queue, group, n);
        }
        return due.Count == Portion;
    }

    public static List<WorkClaim> Claim(SqliteStatements db, string queue, string owner, int max, long until)
    {
        var claims = new List<WorkClaim>();
        var rows = new List<long>();
        long turn = 0;
        using (var reader = db.Read(
            $"""
            SELECT n, tenant, id, grp, order_key, seq, due, payload, {Fence}, attempt, turn FROM work_items
            WHERE queue = @p1 AND state = 0 ORDER BY turn LIMIT @p2
            """,
            queue, (long)max))
        {
            while (reader.Read())
            {
                rows.Add(reader.GetInt64(0));
                claims.Add(Claimed(reader, queue, owner, until));
                turn = reader.GetInt64(10);
            }
        }
        foreach (var n in rows)
        {
            db.Execute("UPDATE work_items SET state = 1, wake = @p2, owner = @p3, fence = fence + 1, attempt = attempt + 1 WHERE n = @p1", n, until, owner);
        }
        if (rows.Count > 0)
        {
            db.Execute("INSERT INTO work_queues(queue, vtime) VALUES(@p1, @p2) ON CONFLICT DO UPDATE SET vtime = max(vtime, excluded.vtime)", queue, turn);
        }
        return claims;
    }

    private static WorkClaim Claimed(SqliteDataReader reader, string queue, string owner, long until)
    {
        var item = new WorkItem
        {
            Queue = queue,
            Tenant = new TenantId(reader.GetString(1)),
            Id = reader.GetString(2),
            Group = reader.GetString(3),
            OrderKey = reader.IsDBNull(4) ? null : reader.GetString(4),
            Sequence = reader.GetInt64(5),
            DueAt = new DateTimeOffset(reader.GetInt64(6), TimeSpan.Zero),
            Payload = reader.IsDBNull(7) ? null : reader.GetString(7),
        };
        return new WorkClaim(item, owner, reader.GetInt64(8) + 1, (int)reader.GetInt64(9) + 1, new DateTimeOffset(until, TimeSpan.Zero));
    }
}
