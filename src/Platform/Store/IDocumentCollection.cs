namespace NfvOrchestrator.Platform.Store;

/// <summary>The untyped side of <see cref="DocumentCollection{T}"/>: what schema creation needs to know.</summary>
public interface IDocumentCollection
{
    /// <summary>The table name.</summary>
    string Name { get; }

    /// <summary>The JSON paths that carry a database index.</summary>
    IReadOnlyList<string> IndexedFields { get; }

    /// <summary>The JSON path of the attribute that says the document's id; null: there is none.</summary>
    string? IdField { get; }

    /// <summary>The JSON paths of what the head of a document is without.</summary>
    IReadOnlyList<string> Bulk { get; }
}
