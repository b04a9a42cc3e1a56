using Microsoft.AspNetCore.Builder;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>The document of an interface of this product that is not ETSI's; endpoints that carry it are in it.</summary>
/// <param name="Name">Name of the document, from its path: <c>capacity-v1</c> for <c>/capacity/v1</c>.</param>
/// <param name="Description">What the interface is for.</param>
public sealed record ApiDocument(string Name, string Description);

/// <summary>Puts endpoints into a document.</summary>
public static class ApiDocumentExtensions
{
    /// <summary>The endpoints of this group are in the document.</summary>
    public static TBuilder InDocument<TBuilder>(this TBuilder builder, ApiDocument document)
        where TBuilder : IEndpointConventionBuilder
        => builder.WithMetadata(document);
}
