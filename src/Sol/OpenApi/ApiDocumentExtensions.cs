using Microsoft.AspNetCore.Builder;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>Puts endpoints into a document.</summary>
public static class ApiDocumentExtensions
{
    /// <summary>The endpoints of this group are in the document.</summary>
    public static TBuilder InDocument<TBuilder>(this TBuilder builder, ApiDocument document)
        where TBuilder : IEndpointConventionBuilder
        => builder.WithMetadata(document);
}
