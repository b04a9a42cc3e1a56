using System.Globalization;
using Npgsql;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>The statements of batches that are committed together, and whose each of them is.</summary>
internal sealed class PostgresGroup
{
    private readonly Dictionary<NpgsqlBatchCommand, (PostgresPending Pending, StoreWrite Write)> owners = [];
    private readonly List<(PostgresPending Pending, StoreWrite.Complete Write)> completes = [];
    private readonly List<(PostgresPending Pending, StoreWrite.Enqueue Write)> enqueues = [];
    private readonly List<NpgsqlBatchCommand> statements = [];
    private readonly NpgsqlBatchCommand? work;

    public PostgresGroup(IReadOnlyList<PostgresPending> group, PostgresCommands commands)
    {
        var all = new List<PostgresCommand>();
        foreach (var pending in group)
        {
            foreach (var write in pending.Batch.Writes)
            {
                switch (write)
                {
                    case StoreWrite.Complete complete:
                        completes.Add((pending, complete));
                        break;
                    case StoreWrite.Enqueue enqueue:
                        enqueues.Add((pending, enqueue));
                        break;
                    default:
                        foreach (var command in commands.Of(write))
                        {
                            owners.Add(command.Command, (pending, write));
                            all.Add(command);
                        }
                        break;
                }
            }
        }
        // One order of locks for all groups of all processes; stable, so that writes to the same row keep theirs. A batch alone keeps its own order, so that
        // the first culprit is the one that is named.
        IEnumerable<PostgresCommand> ordered = group.Count == 1
            ? all
            : all.OrderBy(c => c.Table, StringComparer.Ordinal).ThenBy(c => c.Tenant, StringComparer.Ordinal).ThenBy(c => c.Key, StringComparer.Ordinal);
        statements.AddRange(ordered.Select(static c => c.Command));
        if (completes.Count + enqueues.Count > 0)
        {
            // Locked after all documents, in one order, too.
            Sort(completes, static c => c.Claim.Item);
            Sort(enqueues, static e => e.Item);
            work = commands.Work([.. completes.Select(static c => c.Write)], [.. enqueues.Select(static e => e.Write)]);
            statements.Add(work);
        }
    }

    /// <summary>To be sent as one implicit transaction.</summary>
    public NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch();
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement);
        }
        return batch;
    }

    /// <summary>The batch that made the server refuse, and which write of it; null when that cannot be told, and nobody is to blame alone.</summary>
    public (PostgresPending Pending, StoreWrite Write)? OwnerOf(PostgresException refused)
    {
        if (refused.BatchCommand is not NpgsqlBatchCommand failed)
        {
            return null;
        }
        if (failed != work)
        {
            return owners.TryGetValue(failed, out var owner) ? owner : null;
        }
        if (refused.SqlState == PostgresSchema.Refused)
        {
            return completes[int.Parse(refused.MessageText.AsSpan(refused.MessageText.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)];
        }
        // Wrong data (a zero in a text, a key larger than an index takes): whose it is shows when they are sent one by one, of which this is the first.
        return enqueues.Count > 0 ? enqueues[0] : completes[0];
    }

    /// <summary>By queue, tenant and order key; what has the same keeps its order.</summary>
    private static void Sort<TWrite>(List<(PostgresPending Pending, TWrite Write)> writes, Func<TWrite, WorkItem> item)
    {
        if (writes.Count < 2)
        {
            return;
        }
        var sorted = writes.OrderBy(w => item(w.Write).Queue, StringComparer.Ordinal).ThenBy(w => item(w.Write).Tenant.Value, StringComparer.Ordinal).ThenBy(w => item(w.Write).OrderKey ?? "", StringComparer.Ordinal).ToList();
        writes.Clear();
        writes.AddRange(sorted);
    }

    /// <summary>Why the server refused.</summary>
    public static StoreConflictKind KindOf(PostgresException refused) => (StoreConflictKind)int.Parse(refused.MessageText.Split(':')[0], CultureInfo.InvariantCulture);
}
