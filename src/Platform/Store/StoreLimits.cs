using System.Text;

namespace NfvOrchestrator.Platform.Store;

/// <summary>The bounds of what the store takes; beyond them the caller has a bug or was not protected, and is told by <see cref="ArgumentException"/>.</summary>
public static class StoreLimits
{
    /// <summary>Largest document, in bytes of JSON.</summary>
    public const int MaxDocumentBytes = 16 * 1024 * 1024;

    /// <summary>Largest work item payload, in bytes of UTF-8.</summary>
    public const int MaxPayloadBytes = 1024 * 1024;

    /// <summary>Longest id of a document or work item, and longest group, order key, queue, owner or counter name, in characters.</summary>
    public const int MaxKeyLength = 256;

    /// <summary>Most documents of a page and most items of a claim.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Most writes of one batch.</summary>
    public const int MaxWrites = 10_000;

    internal static void Check(WriteBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Writes.Count > MaxWrites)
        {
            throw new ArgumentException($"A batch of {batch.Writes.Count} writes is larger than the limit of {MaxWrites}; split it.", nameof(batch));
        }
        foreach (var write in batch.Writes)
        {
            switch (write)
            {
                case StoreWrite.Insert w:
                    CheckDocument(w.Collection, w.Tenant, w.Id, w.Json);
                    break;
                case StoreWrite.Replace w:
                    CheckDocument(w.Collection, w.Tenant, w.Id, w.Json);
                    break;
                case StoreWrite.Put w:
                    CheckDocument(w.Collection, w.Tenant, w.Id, w.Json);
                    break;
                case StoreWrite.Delete w:
                    CheckKey(w.Tenant, w.Id);
                    break;
                case StoreWrite.Check w:
                    CheckKey(w.Tenant, w.Id);
                    break;
                case StoreWrite.Enqueue w:
                    CheckItem(w.Item);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Approximate size of a batch, so that a shared transaction stays bounded.</summary>
    internal static int Bytes(WriteBatch batch) => (int)Math.Min(int.MaxValue, batch.Writes.Sum(static write => write switch
    {
        StoreWrite.Insert w => w.Json.LongLength,
        StoreWrite.Replace w => w.Json.LongLength,
        StoreWrite.Put w => w.Json.LongLength,
        StoreWrite.Enqueue w => 256 + (w.Item.Payload?.Length ?? 0),
        _ => 256,
    }));

    internal static void CheckKey(TenantId tenant, string id)
    {
        CheckTenant(tenant);
        CheckName(id, "id");
    }

    internal static void CheckTenant(TenantId tenant)
    {
        if (string.IsNullOrEmpty(tenant.Value) || tenant.Value.Length > 64)
        {
            throw new ArgumentException("A tenant is required for everything in the store; take it from the caller's token.");
        }
    }

    internal static void CheckName(string name, string what)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxKeyLength || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The {what} must have 1 to {MaxKeyLength} characters, none of them NUL.", what);
        }
    }

    internal static void CheckLimit(int limit)
    {
        if (limit is < 1 or > MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"A page or claim has 1 to {MaxLimit} entries.");
        }
    }

    private static void CheckItem(WorkItem item)
    {
        CheckKey(item.Tenant, item.Id);
        CheckName(item.Queue, "queue");
        CheckName(item.Group, "group");
        if (item.OrderKey is not null)
        {
            CheckName(item.OrderKey, "order key");
        }
        if (item.Payload is { } payload && (Encoding.UTF8.GetByteCount(payload) > MaxPayloadBytes || payload.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException($"The payload of work item {item.Queue}/{item.Id} is larger than {MaxPayloadBytes} bytes, or contains NUL.");
        }
    }

    private static void CheckDocument(IDocumentCollection collection, TenantId tenant, string id, byte[] json)
    {
        CheckKey(tenant, id);
        if (json.Length > MaxDocumentBytes)
        {
            throw new ArgumentException($"Document {collection.Name}/{id} has {json.Length} bytes; the limit is {MaxDocumentBytes}.");
        }
        if (HasNul(json))
        {
            throw new ArgumentException($"Document {collection.Name}/{id} contains the character NUL (\\u0000), which no database keeps in a text.");
        }
    }

    /// <summary>JSON writes NUL only as backslash-u0000; an even number of backslashes before the u is a written backslash instead.</summary>
    private static bool HasNul(ReadOnlySpan<byte> json)
    {
        for (var from = 0; ;)
        {
            var at = json[from..].IndexOf("\\u0000"u8);
            if (at < 0)
            {
                return false;
            }
            at += from;
            var slashes = 1;
            while (at - slashes >= 0 && json[at - slashes] == (byte)'\\')
            {
                slashes++;
            }
            if (slashes % 2 == 1)
            {
                return true;
            }
            from = at + 1;
        }
    }
}
