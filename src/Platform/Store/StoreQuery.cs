using NfvOrchestrator.Sol.Filtering;

namespace NfvOrchestrator.Platform.Store;

/// <summary>Which documents of a collection, in the order of their ids (UUIDv7 ids: order of creation), a page at a time.</summary>
public sealed record StoreQuery
{
    /// <summary>SOL013 §5.2 attribute filter, relative to the collection's <see cref="DocumentCollection{T}.FilterRoot"/>; evaluated by the database.</summary>
    public AttributeFilter? Filter { get; init; }

    /// <summary>Equality on indexed fields: slash-separated path from the document root → text value (AND). Translated to index look-ups.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Only ids greater than this one: the last id of the page before.</summary>
    public string? AfterId { get; init; }

    /// <summary>Most documents to return, 1 to 1000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Reads the documents without the <see cref="DocumentCollection{T}.Bulk"/> of their collection: to be shown, never to be written back.</summary>
    public bool HeadsOnly { get; init; }
}
