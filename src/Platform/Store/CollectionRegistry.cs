using System.Text.RegularExpressions;

namespace NfvOrchestrator.Platform.Store;

/// <summary>The collections a store was opened with, checked: names go into SQL text, so that only harmless ones may pass.</summary>
internal sealed partial class CollectionRegistry
{
    private readonly Dictionary<string, IDocumentCollection> byName = new(StringComparer.Ordinal);

    public CollectionRegistry(IEnumerable<IDocumentCollection> collections)
    {
        foreach (var collection in collections)
        {
            if (!TableName().IsMatch(collection.Name) || Reserved.Contains(collection.Name))
            {
                throw new ArgumentException($"Collection name '{collection.Name}' must match [a-z][a-z0-9_]{{0,47}} and not be one of {string.Join(", ", Reserved)}.");
            }
            foreach (var field in collection.IndexedFields.Concat(collection.Bulk))
            {
                if (!FieldPath().IsMatch(field))
                {
                    throw new ArgumentException($"Field '{field}' of collection '{collection.Name}' must be a slash-separated path of names of [A-Za-z0-9_-].");
                }
            }
            if (byName.TryGetValue(collection.Name, out var other) && !ReferenceEquals(other, collection)
                && !other.IndexedFields.SequenceEqual(collection.IndexedFields, StringComparer.Ordinal))
            {
                throw new ArgumentException($"Two different collections are named '{collection.Name}'; every room needs names of its own.");
            }
            byName[collection.Name] = collection;
        }
    }

    /// <summary>Tables of the store itself.</summary>
    private static string[] Reserved { get; } = ["schema_version", "work_items", "work_queues", "work_sequences", "counters"];

    /// <summary>All collections, in the order of their names.</summary>
    public IEnumerable<IDocumentCollection> All => byName.Values.OrderBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>The table of a collection.</summary>
    /// <exception cref="InvalidOperationException">Nobody registered it, so there is no table.</exception>
    public string Table(IDocumentCollection collection)
        => byName.ContainsKey(collection.Name)
            ? collection.Name
            : throw new InvalidOperationException($"Collection '{collection.Name}' is not registered: call services.AddDocumentCollection(...) where the room is added.");

    /// <summary>Makes sure that every collection of a batch has a table.</summary>
    public void Check(WriteBatch batch)
    {
        foreach (var write in batch.Writes)
        {
            var collection = write switch
            {
                StoreWrite.Insert w => w.Collection,
                StoreWrite.Replace w => w.Collection,
                StoreWrite.Put w => w.Collection,
                StoreWrite.Delete w => w.Collection,
                StoreWrite.Check w => w.Collection,
                _ => null,
            };
            if (collection is not null)
            {
                _ = Table(collection);
            }
        }
    }

    /// <summary>The path of an indexed field as given, when it is one.</summary>
    public static void RequireIndexed(IDocumentCollection collection, string path)
    {
        if (!collection.IndexedFields.Contains(path, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{path}' is not an indexed field of collection '{collection.Name}'; add it to IndexedFields or use a filter.");
        }
    }

    /// <summary>A name for the index of a field that is stable, short enough for PostgreSQL (63) and unique within the database.</summary>
    public static string IndexName(IDocumentCollection collection, string field) => $"ix_{collection.Name}_{Hash(field)}";

    /// <summary>The beginning of a hash, for names that follow from what they name.</summary>
    public static string Hash(string text)
        => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..8];

    [GeneratedRegex("^[a-z][a-z0-9_]{0,47}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableName();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64}){0,15}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldPath();
}
