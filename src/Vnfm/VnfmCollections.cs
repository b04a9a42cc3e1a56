using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm;

/// <summary>What the VNFM stores.</summary>
public static class VnfmCollections
{
    /// <summary>VNF instances.</summary>
    public static readonly DocumentCollection<VnfRecord> Instances = new()
    {
        Name = "vnf_instances",
        TypeInfo = VnfmJsonContext.Default.VnfRecord,
        FilterRoot = "resource",
        IndexedFields = ["resource/vnfdId", "resource/instantiationState", "resource/vnfInstanceName"],
    };

    /// <summary>Operation occurrences.</summary>
    public static readonly DocumentCollection<VnfLcmOpOcc> Occurrences = new()
    {
        Name = "vnf_lcm_op_occs",
        TypeInfo = VnfLcmJsonContext.Default.VnfLcmOpOcc,
        IndexedFields = ["vnfInstanceId", "operationState", "operation"],
    };

    /// <summary>Descriptors, compiled once, by VNFD id.</summary>
    public static readonly DocumentCollection<OnboardedVnfd> Vnfds = new()
    {
        Name = "vnfm_vnfds",
        TypeInfo = VnfmJsonContext.Default.OnboardedVnfd,
    };
}
