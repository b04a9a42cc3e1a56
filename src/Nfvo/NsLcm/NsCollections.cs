using NfvOrchestrator.Nfvo.NsLcm.Children;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>What NS lifecycle management stores.</summary>
public static class NsCollections
{
    /// <summary>Network service instances.</summary>
    public static readonly DocumentCollection<NsRecord> Instances = new()
    {
        Name = "ns_instances",
        TypeInfo = NfvoJsonContext.Default.NsRecord,
        FilterRoot = "resource",
        IdField = "resource/id",
        IndexedFields = ["resource/nsdId", "resource/nsState", "resource/nsInstanceName", "hasPaths"],
        Bulk = ["resources", "settings", "resource/vnfInstance", "resource/virtualLinkInfo", "resource/vnffgInfo"],
    };

    /// <summary>Operation occurrences.</summary>
    public static readonly DocumentCollection<NsLcmOpOcc> Occurrences = new()
    {
        Name = "ns_lcm_op_occs",
        TypeInfo = NsLcmJsonContext.Default.NsLcmOpOcc,
        IdField = "id",
        IndexedFields = ["nsInstanceId", "operationState"],
    };

    /// <summary>Subscriptions to the VNF lifecycle notifications of the VNFM, one a tenant.</summary>
    public static readonly DocumentCollection<VnfmSubscription> VnfmSubscriptions = new()
    {
        Name = "vnfm_subscriptions",
        TypeInfo = NfvoJsonContext.Default.VnfmSubscription,
    };
}
