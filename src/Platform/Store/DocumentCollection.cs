using System.Text.Json.Serialization.Metadata;

namespace NfvOrchestrator.Platform.Store;

/// <summary>
/// A typed collection of documents: one table in the database, one JSON document a row. Declared once as a static field by the room that owns
/// the data and registered at start, so that the store can create and migrate its table and indexes.
/// </summary>
/// <typeparam name="T">The document type, serialised with <see cref="TypeInfo"/>.</typeparam>
public sealed record DocumentCollection<T> : IDocumentCollection
{
    /// <summary>Lower-case table name, <c>[a-z][a-z0-9_]{0,47}</c>, unique within one database.</summary>
    public required string Name { get; init; }

    /// <summary>How the document is written as JSON (source generated).</summary>
    public required JsonTypeInfo<T> TypeInfo { get; init; }

    /// <summary>Fields with a database index, as slash-separated JSON paths from the document root, for example <c>resource/instantiationState</c>.</summary>
    public IReadOnlyList<string> IndexedFields { get; init; } = [];

    /// <summary>Where the object that SOL013 attribute filters address lives inside the document; empty when it is the document itself.</summary>
    public string FilterRoot { get; init; } = "";

    /// <summary>The attribute that always says the id of the document, as a slash-separated path; equality with it in a filter is then a look-up by key. Null: there is none.</summary>
    public string? IdField { get; init; }

    /// <summary>
    /// What makes documents large and is left out of lists, as slash-separated JSON paths of members from the document root (none of them required, no arrays on the way). A document
    /// without it is its head: pages of heads (<see cref="StoreQuery.HeadsOnly"/>) and filters on what is in the head do not read the rest.
    /// </summary>
    public IReadOnlyList<string> Bulk { get; init; } = [];
}
