namespace NfvOrchestrator.Platform.Store;

/// <summary>A page of documents.</summary>
/// <param name="Items">The documents, ascending by id.</param>
/// <param name="NextAfterId">What to put into <see cref="StoreQuery.AfterId"/> for the next page; null on the last page.</param>
/// <typeparam name="T">The document type.</typeparam>
public sealed record StorePage<T>(IReadOnlyList<Document<T>> Items, string? NextAfterId);
