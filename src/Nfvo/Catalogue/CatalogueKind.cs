namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>What kind of descriptor an entry of the catalogue is.</summary>
public enum CatalogueKind
{
    /// <summary>A VNFD, from a VNF package.</summary>
    Vnfd,

    /// <summary>An NSD, from an NSD archive.</summary>
    Nsd,

    /// <summary>A PNFD, from a PNFD archive.</summary>
    Pnfd,
}
