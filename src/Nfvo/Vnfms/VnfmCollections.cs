using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>What is stored of VNFMs of other makers.</summary>
public static class VnfmCollections
{
    /// <summary>Registrations of a tenant, by the id of the VNFM.</summary>
    public static readonly DocumentCollection<ExternalVnfm> Registrations = new()
    {
        Name = "external_vnfms",
        TypeInfo = VnfmJson.Default.ExternalVnfm,
        IndexedFields = ["clientId"],
    };
}
