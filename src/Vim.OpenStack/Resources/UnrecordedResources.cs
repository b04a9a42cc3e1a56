using System.Collections.Frozen;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// What carried our mark when this process first used the account for a kind and no record knew: after a loss of the store. A first put looks these up, so that it need not ask OpenStack for every new key.
/// Kinds are read apart: a service that is broken holds up its own kinds alone.
/// </summary>
internal sealed class UnrecordedResources(OsAccount account) : IDisposable
{
    private readonly FrozenDictionary<VimResourceKind, OfKind> kinds = ResourceHandlers.All.ToFrozenDictionary(static h => h.Kind, static h => new OfKind(h));

    /// <summary>Whether a resource with that identity may exist although there is no record of it.</summary>
    public async ValueTask<bool> MayHoldAsync(VimResourceKind kind, string identity, CancellationToken cancellationToken)
    {
        if (!kinds.TryGetValue(kind, out var one))
        {
            return false; // whoever makes it is told that there is no such kind
        }
        var known = one.Identities;
        if (known is null)
        {
            await one.Gate.WaitAsync(cancellationToken);
            try
            {
                known = one.Identities ??= await ReadAsync(one.Handler, cancellationToken);
            }
            finally
            {
                one.Gate.Release();
            }
        }
        return known.Contains(identity);
    }

    public void Dispose()
    {
        foreach (var one in kinds.Values)
        {
            one.Gate.Dispose();
        }
    }

    private async Task<HashSet<string>> ReadAsync(IResourceHandler handler, CancellationToken cancellationToken)
    {
        var marked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var found in await handler.ListAsync(account, cancellationToken))
        {
            if (found.Mark is { } mark)
            {
                marked.Add(mark.Identity);
            }
        }
        if (marked.Count > 0)
        {
            await foreach (var record in account.Records.ListAllAsync(account.Id, cancellationToken))
            {
                marked.Remove(record.Value.Identity);
            }
        }
        return marked;
    }

    private sealed class OfKind(IResourceHandler handler)
    {
        private volatile HashSet<string>? identities;

        public IResourceHandler Handler { get; } = handler;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public HashSet<string>? Identities
        {
            get => identities;
            set => identities = value;
        }
    }
}
