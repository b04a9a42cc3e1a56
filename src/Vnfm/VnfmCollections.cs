using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Reconciliation;
using NfvOrchestrator.Vnfm.Snapshots;

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
        IdField = "resource/id",
        IndexedFields = ["resource/vnfdId", "resource/instantiationState", "resource/vnfInstanceName", "resource/vnfProductName"],
        // Not all of instantiatedVnfInfo: a list shows the links to tasks, which follow from scaleStatus.
        Bulk =
        [
            "resources", "settings", "resource/instantiatedVnfInfo/extVirtualLinkInfo", "resource/instantiatedVnfInfo/extManagedVirtualLinkInfo",
            "resource/instantiatedVnfInfo/monitoringParameters", "resource/instantiatedVnfInfo/vnfcResourceInfo", "resource/instantiatedVnfInfo/vnfcInfo",
            "resource/instantiatedVnfInfo/vnfVirtualLinkResourceInfo", "resource/instantiatedVnfInfo/virtualStorageResourceInfo",
        ],
    };

    /// <summary>Operation occurrences.</summary>
    public static readonly DocumentCollection<VnfLcmOpOcc> Occurrences = new()
    {
        Name = "vnf_lcm_op_occs",
        TypeInfo = VnfLcmJsonContext.Default.VnfLcmOpOcc,
        IdField = "id",
        IndexedFields = ["vnfInstanceId", "operationState", "operation"],
    };

    /// <summary>VNF snapshots.</summary>
    public static readonly DocumentCollection<VnfSnapshotRecord> Snapshots = new()
    {
        Name = "vnf_snapshots",
        TypeInfo = VnfmJsonContext.Default.VnfSnapshotRecord,
        FilterRoot = "resource",
        IndexedFields = ["resource/vnfSnapshot/vnfInstanceId"],
    };

    /// <summary>Where records and VIMs disagree.</summary>
    public static readonly DocumentCollection<Finding> Findings = new()
    {
        Name = "vnfm_findings",
        TypeInfo = VnfmJsonContext.Default.Finding,
        IndexedFields = ["kind", "vnfInstanceId"],
    };

    /// <summary>Whose turn it is to be compared with the VIMs.</summary>
    public static readonly DocumentCollection<ReconciledTenant> ReconciledTenants = new()
    {
        Name = "vnfm_truth_checks",
        TypeInfo = VnfmJsonContext.Default.ReconciledTenant,
    };

    /// <summary>Descriptors, compiled once, by VNFD id.</summary>
    public static readonly DocumentCollection<OnboardedVnfd> Vnfds = new()
    {
        Name = "vnfm_vnfds",
        TypeInfo = VnfmJsonContext.Default.OnboardedVnfd,
    };
}
