using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>Attributes of a resource type that are not in its documents but are found out when they are asked for.</summary>
/// <typeparam name="TDocument">The stored type.</typeparam>
/// <typeparam name="TResource">The SOL type that clients see.</typeparam>
/// <param name="Attribute">The attribute; terms of a filter about it (or what is in it) are judged after it was found out, the others by the database.</param>
/// <param name="RenderAsync">Makes the resources of a page of documents with the attribute, in the same order.</param>
public sealed record SolComputed<TDocument, TResource>(
    string Attribute, Func<HttpContext, IReadOnlyList<Document<TDocument>>, CancellationToken, Task<IReadOnlyList<TResource>>> RenderAsync);
