namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>The document of an interface of this product that is not ETSI's; endpoints that carry it are in it.</summary>
/// <param name="Name">Name of the document, from its path: <c>capacity-v1</c> for <c>/capacity/v1</c>.</param>
/// <param name="Description">What the interface is for.</param>
public sealed record ApiDocument(string Name, string Description);
