using System.Collections.Concurrent;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>The operations that this process holds, shared by the worker that claims them and the keeper of their leases.</summary>
internal sealed class RunningOperations
{
    private readonly ConcurrentDictionary<string, RunningOperation> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HandlerFailure> failing = new(StringComparer.Ordinal);

    /// <summary>How many.</summary>
    public int Count => running.Count;

    /// <summary>All of them, a copy.</summary>
    public IReadOnlyList<RunningOperation> All => [.. running.Values];

    /// <summary>Operations whose handler threw at its last try here, with what was thrown.</summary>
    public IReadOnlyDictionary<string, HandlerFailure> Failing => failing;

    /// <summary>Adds one; false when an earlier claim of the same operation still winds down here.</summary>
    public bool TryAdd(RunningOperation operation) => running.TryAdd(operation.Id, operation);

    /// <summary>Its runner has ended.</summary>
    public void Remove(RunningOperation operation) => running.TryRemove(KeyValuePair.Create(operation.Id, operation));

    /// <summary>Finds one.</summary>
    public RunningOperation? Find(string id) => running.GetValueOrDefault(id);

    /// <summary>Its handler threw.</summary>
    public void NoteFailure(string id, HandlerFailure failure)
    {
        // the list is for people; it need not be complete
        if (failing.Count < 1000 || failing.ContainsKey(id))
        {
            failing[id] = failure;
        }
    }

    /// <summary>Its handler did not throw this time, or another process has it.</summary>
    public void ClearFailure(string id) => failing.TryRemove(id, out _);
}
