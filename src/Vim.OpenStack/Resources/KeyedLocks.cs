using System.Collections.Concurrent;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>One at a time per resource in this process; processes are kept apart by the versions of records.</summary>
internal sealed class KeyedLocks
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public async Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entry = entries.GetOrAdd(key, static _ => new Entry());
            lock (entry)
            {
                if (entry.Users < 0)
                {
                    continue; // it was just removed
                }
                entry.Users++;
            }
            try
            {
                await entry.Gate.WaitAsync(cancellationToken);
            }
            catch
            {
                Leave(key, entry);
                throw;
            }
            return new Holder(this, key, entry);
        }
    }

    /// <summary>Enters when nobody is in.</summary>
    public IDisposable? TryEnter(string key)
    {
        var entry = entries.GetOrAdd(key, static _ => new Entry());
        lock (entry)
        {
            if (entry.Users != 0)
            {
                return null;
            }
            entry.Users++;
        }
        entry.Gate.Wait(CancellationToken.None);
        return new Holder(this, key, entry);
    }

    private void Leave(string key, Entry entry)
    {
        lock (entry)
        {
            if (--entry.Users == 0)
            {
                entry.Users = -1;
                entries.TryRemove(new KeyValuePair<string, Entry>(key, entry));
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Holder(KeyedLocks owner, string key, Entry entry) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                entry.Gate.Release();
                owner.Leave(key, entry);
            }
        }
    }
}
