namespace NfvOrchestrator.Platform.Store;

/// <summary>
/// Deletes old documents of a collection whose ids begin with, or are, UUIDs of version 7: those tell their age, and lie in the order of it. So a sweep costs what there is to delete and one look
/// per tenant, however many young documents there are.
/// </summary>
public static class AgedDocuments
{
    private const int PageSize = 500;

    /// <summary>Behind every id that begins with a UUID.</summary>
    private const string BehindAll = "~";

    /// <summary>Goes through the documents made before a time, oldest first, and deletes those that may go.</summary>
    /// <param name="store">The store.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="madeBefore">Younger documents are not looked at.</param>
    /// <param name="mayGo">Decides about one that is old enough; what it keeps is asked about again at the next sweep.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many were deleted.</returns>
    public static async Task<int> SweepAsync<T>(
        IDocumentStore store, DocumentCollection<T> collection, DateTimeOffset madeBefore, Func<Document<T>, Task<bool>> mayGo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(mayGo);
        var deleted = 0;
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(collection, new StoreQuery { AfterId = after, Limit = PageSize }, cancellationToken);
            after = page.NextAfterId;
            var batch = new WriteBatch();
            foreach (var document in page.Items)
            {
                if (MadeAt(document.Id) >= madeBefore)
                {
                    // All that follow of this tenant are younger.
                    after = AllTenantsPosition.Of(document.Tenant.Value, BehindAll);
                    break;
                }
                if (await mayGo(document))
                {
                    batch.Delete(collection, document.Tenant, document.Id, document.Version);
                }
            }
            if (batch.Writes.Count > 0 && (await store.CommitAsync(batch, cancellationToken)).Ok)
            {
                // Refused when one of them was changed meanwhile: the next sweep takes them.
                deleted += batch.Writes.Count;
            }
        }
        while (after is not null);
        return deleted;
    }

    /// <summary>When a document was made by its id; the beginning of time when the id does not tell.</summary>
    internal static DateTimeOffset MadeAt(string id)
    {
        const int length = 36;
        if (id.Length < length || !Guid.TryParseExact(id.AsSpan(0, length), "D", out var uuid) || uuid.Version != 7)
        {
            return DateTimeOffset.MinValue;
        }
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = ((long)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes) << 16) | System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }
}
