namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>
/// The name plate of an onboarded descriptor, keyed by kind and descriptor id, so that a tenant has each descriptor once. Changed only together with its package or NSD.
/// </summary>
public sealed record CatalogueEntryDocument
{
    /// <summary>vnfPkgId, nsdInfoId or pnfdInfoId.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The operational state; always true for PNFDs, which have none.</summary>
    public required bool Enabled { get; init; }
}
