using System.Collections.Concurrent;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>Long polls that wait for a resource; they are woken, they do not poll.</summary>
internal sealed class ResourceWaiters
{
    private readonly ConcurrentDictionary<(string Tenant, string Id), TaskCompletionSource> waiting = new();

    /// <summary>Ends when the record changed (or may have). Taken before the record is read, so that no change is missed.</summary>
    public Task Next(string tenant, string id) => waiting.GetOrAdd((tenant, id), static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Signal(string tenant, string id)
    {
        if (waiting.TryRemove((tenant, id), out var waiters))
        {
            waiters.TrySetResult();
        }
    }
}
