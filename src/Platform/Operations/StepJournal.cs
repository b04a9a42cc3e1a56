using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>
/// What happened in one run of an operation, a row per step. A row is written twice however often the step is tried: before its side effect and after it.
/// Rows that wait to be written are collected and written together.
/// </summary>
internal sealed class StepJournal(TenantId tenant, string operationId, int run)
{
    private const int FirstPage = 64;
    private const int LaterPages = 1000;
    private readonly ConcurrentDictionary<string, StepRecord> rows = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private Dictionary<string, StepRecord> unwritten = new(StringComparer.Ordinal);

    /// <summary>The last state of a step in this run; null: never started.</summary>
    public StepRecord? Find(string stepId) => rows.GetValueOrDefault(stepId);

    /// <summary>Whether rows wait to be written.</summary>
    public bool HasUnwritten
    {
        get
        {
            lock (gate)
            {
                return unwritten.Count > 0;
            }
        }
    }

    /// <summary>Notes a change; durable only after the rows taken by <see cref="TakeUnwritten"/> were committed.</summary>
    public void Note(StepRecord row)
    {
        rows[row.StepId] = row;
        lock (gate)
        {
            unwritten[row.StepId] = row;
        }
    }

    /// <summary>All rows that wait to be written, newest state of each step; hand them back with <see cref="PutBack"/> when the commit failed.</summary>
    public IReadOnlyCollection<StepRecord> TakeUnwritten()
    {
        lock (gate)
        {
            if (unwritten.Count == 0)
            {
                return [];
            }
            var taken = unwritten;
            unwritten = new(StringComparer.Ordinal);
            return taken.Values;
        }
    }

    /// <summary>The commit did not happen: the rows wait again, unless a newer state does already.</summary>
    public void PutBack(IReadOnlyCollection<StepRecord> taken)
    {
        lock (gate)
        {
            foreach (var row in taken)
            {
                unwritten.TryAdd(row.StepId, row);
            }
        }
    }

    /// <summary>Adds rows to a batch.</summary>
    public void AddTo(WriteBatch batch, IReadOnlyCollection<StepRecord> taken)
    {
        foreach (var row in taken)
        {
            batch.Put(OperationCollections.Steps, tenant, RowId(operationId, run, row.StepId), row);
        }
    }

    /// <summary>Reads back what an earlier worker wrote.</summary>
    public async Task LoadAsync(IDocumentStore store, CancellationToken cancellationToken)
    {
        foreach (var row in await ReadAsync(store, tenant, operationId, run, cancellationToken))
        {
            rows[row.StepId] = row;
        }
    }

    /// <summary>
    /// Reads the rows of one run. They lie side by side in the order of ids; the first page is small because most operations have few steps and the rest of
    /// the page would be rows of others.
    /// </summary>
    public static async Task<IReadOnlyList<StepRecord>> ReadAsync(IDocumentStore store, TenantId tenant, string operationId, int run, CancellationToken cancellationToken)
    {
        var prefix = Prefix(operationId, run);
        var found = new List<StepRecord>();
        string? after = prefix;
        var limit = FirstPage;
        while (after is not null)
        {
            var page = await store.QueryAsync(OperationCollections.Steps, tenant, new StoreQuery { AfterId = after, Limit = limit }, cancellationToken);
            foreach (var row in page.Items)
            {
                if (!row.Id.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return found;
                }
                found.Add(row.Value);
            }
            after = page.NextAfterId;
            limit = LaterPages;
        }
        return found;
    }

    /// <summary>The document id of a row. Step ids that are long or contain unusual characters are replaced by their hash; the row itself has the true one.</summary>
    internal static string RowId(string operationId, int run, string stepId)
        => Prefix(operationId, run) + (IsPlain(stepId) ? stepId : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stepId))));

    private static string Prefix(string operationId, int run) => string.Create(CultureInfo.InvariantCulture, $"{operationId}:{run:D6}:");

    private static bool IsPlain(string stepId)
    {
        if (stepId.Length > 128)
        {
            return false;
        }
        foreach (var c in stepId)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/' or ':' or '@' or '#'))
            {
                return false;
            }
        }
        return true;
    }
}
