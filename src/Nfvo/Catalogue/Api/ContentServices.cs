using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>What the handlers of packages or NSDs work with.</summary>
/// <typeparam name="T">The SOL resource.</typeparam>
internal sealed record ContentServices<T>(
    Shelf<T> Shelf,
    ContentLife<T> Life,
    IDocumentStore Store,
    IBlobStore Blobs,
    StoredCatalogue Catalogue,
    PageMarkers Markers,
    TimeProvider Clock,
    CatalogueOptions Options)
    where T : class;
