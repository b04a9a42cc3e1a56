namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// What carried our mark when this process began to use the account and no record knew: after a loss of the store. A first put looks these up, so that it need not ask OpenStack for every new key.
/// </summary>
internal sealed class UnrecordedResources(OsAccount account) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile HashSet<string>? identities;

    /// <summary>Whether a resource with that identity may exist although there is no record of it.</summary>
    public async ValueTask<bool> MayHoldAsync(string identity, CancellationToken cancellationToken)
    {
        var known = identities;
        if (known is null)
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                known = identities ??= await ReadAsync(cancellationToken);
            }
            finally
            {
                gate.Release();
            }
        }
        return known.Contains(identity);
    }

    public void Dispose() => gate.Dispose();

    private async Task<HashSet<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var marked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handler in ResourceHandlers.All)
        {
            foreach (var found in await handler.ListAsync(account, cancellationToken))
            {
                if (found.Mark is { } mark)
                {
                    marked.Add(mark.Identity);
                }
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
}
