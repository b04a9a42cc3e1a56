using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.Pm;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Sol.Selection;

/// <summary>Selector schemas of the SOL resources, with what the specifications leave out of lists by default.</summary>
public static class SolDefaults
{
    /// <summary>SOL003 §5.4.2.3.2.</summary>
    public static SelectorSchema VnfInstance { get; } = SelectorSchema.Of(
        static () => VnfLcmJsonContext.Default.VnfInstance, "vnfConfigurableProperties", "vimConnectionInfo", "instantiatedVnfInfo", "metadata", "extensions");

    /// <summary>SOL003 §5.4.23.3.2.</summary>
    public static SelectorSchema VnfSnapshotInfo { get; } = SelectorSchema.Of(static () => VnfLcmJsonContext.Default.VnfSnapshotInfo, "vnfSnapshot/vnfInstance", "vnfSnapshot/vnfcSnapshots");

    /// <summary>SOL003 §5.4.12.3.2.</summary>
    public static SelectorSchema VnfLcmOpOcc { get; } = SelectorSchema.Of(
        static () => VnfLcmJsonContext.Default.VnfLcmOpOcc,
        "operationParams", "error", "resourceChanges", "changedInfo", "changedExtConnectivity", "lcmCoordinations", "modificationsTriggeredByVnfPkgChange", "warnings", "x-nfvorchestrator-actions");

    /// <summary>SOL003 §10.4.2.3.2, SOL005 §9.4.2.3.2.</summary>
    public static SelectorSchema VnfPkgInfo { get; } = SelectorSchema.Of(
        static () => VnfPkgmJsonContext.Default.VnfPkgInfo, "softwareImages", "additionalArtifacts", "userDefinedData", "checksum", "onboardingFailureDetails");

    /// <summary>SOL003 §6.4.2.3.2, SOL005 §7.4.2.3.2.</summary>
    public static SelectorSchema PmJob { get; } = SelectorSchema.Of(static () => PmJsonContext.Default.PmJob, "reports");

    /// <summary>SOL005 §5.4.2.3.2.</summary>
    public static SelectorSchema NsdInfo { get; } = SelectorSchema.Of(static () => NsdJsonContext.Default.NsdInfo, "userDefinedData", "onboardingFailureDetails");

    /// <summary>SOL005 §5.4.5.3.2.</summary>
    public static SelectorSchema PnfdInfo { get; } = SelectorSchema.Of(static () => NsdJsonContext.Default.PnfdInfo, "userDefinedData", "onboardingFailureDetails");

    /// <summary>SOL005 §6.4.2.3.2.</summary>
    public static SelectorSchema NsInstance { get; } = SelectorSchema.Of(
        static () => NsLcmJsonContext.Default.NsInstance,
        "vnfInstance", "pnfInfo", "virtualLinkInfo", "vnffgInfo", "sapInfo", "nsScaleStatus", "additionalAffinityOrAntiAffinityRule", "wanConnectionInfo");

    /// <summary>SOL005 §6.4.9.3.2.</summary>
    public static SelectorSchema NsLcmOpOcc { get; } = SelectorSchema.Of(
        static () => NsLcmJsonContext.Default.NsLcmOpOcc, "operationParams", "error", "resourceChanges", "lcmCoordinations", "warnings");
}
