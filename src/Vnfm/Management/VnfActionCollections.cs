using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>What is stored of actions.</summary>
public static class VnfActionCollections
{
    /// <summary>Actions, by execution id.</summary>
    public static readonly DocumentCollection<VnfActionRecord> Records = new()
    {
        Name = "vnf_actions",
        TypeInfo = VnfmJsonContext.Default.VnfActionRecord,
        IndexedFields = ["operationId"],
    };
}
