namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>An instance that was made from a descriptor.</summary>
public sealed record CatalogueUse
{
    /// <summary>Kind and id of the descriptor: the id of its <see cref="CatalogueEntryDocument"/>.</summary>
    public required string Entry { get; init; }

    /// <summary>The VNF or NS instance.</summary>
    public required string InstanceId { get; init; }
}
