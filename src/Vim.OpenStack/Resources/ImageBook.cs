using System.Collections.Concurrent;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Images that could be used a moment ago: servers of one image that come one after the other ask for it once, those that come at the same moment each. One that was deleted meanwhile is refused by Nova, by name.</summary>
internal sealed class ImageBook(TimeProvider time)
{
    private const int MaxKnown = 1000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (OsImage Image, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>An image that was seen lately; null: ask Glance.</summary>
    public OsImage? Find(string id) => known.TryGetValue(id, out var seen) && time.GetUtcNow() - seen.At < Fresh ? seen.Image : null;

    /// <summary>Remembers an image that can be used.</summary>
    public OsImage Keep(OsImage image)
    {
        if (known.Count >= MaxKnown)
        {
            known.Clear();
        }
        known[image.Id] = (image, time.GetUtcNow());
        return image;
    }

    /// <summary>It is being removed.</summary>
    public void Forget(string id) => known.TryRemove(id, out _);
}
