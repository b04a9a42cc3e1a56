using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>
/// <c>/vnfpkgm/v1</c> (SOL003 2.6.1 §10, SOL005 2.6.1 §9) and <c>/nsd/v1</c> (SOL005 2.6.1 §5) over the handlers of version 2, whose types only added attributes: a client of version 1
/// passes over them. The state ERROR of content that could not be onboarded is, in version 1, CREATED again. Version 1 has no resources by VNFD id, and reads neither manifests nor, of NSDs, single files.
/// </summary>
internal static class CatalogueV1Dialects
{
    /// <summary>The table of VNF packages.</summary>
    public static SolDialect VnfPackages { get; } = new SolDialect(SolApi.VnfPkgmV1, SolApi.VnfPkgm)
        .Route("POST", "/vnf_packages")
        .Route("GET", "/vnf_packages")
        .Route("GET", "/vnf_packages/{vnfPkgId}")
        .Route("PATCH", "/vnf_packages/{vnfPkgId}")
        .Route("DELETE", "/vnf_packages/{vnfPkgId}")
        .Route("PUT", "/vnf_packages/{vnfPkgId}/package_content")
        .Route("GET", "/vnf_packages/{vnfPkgId}/package_content")
        .Route("POST", "/vnf_packages/{vnfPkgId}/package_content/upload_from_uri")
        .Route("GET", "/vnf_packages/{vnfPkgId}/vnfd")
        .Route("GET", "/vnf_packages/{vnfPkgId}/artifacts/{**artifactPath}")
        .Subscriptions()
        .Answer(
            static () => VnfPkgmJsonContext.Default.VnfPkgInfo,
            static () => VnfPkgmJsonContext.Default.VnfPkgInfo,
            static p => p.OnboardingState == PackageOnboardingStateType.ERROR ? p with { OnboardingState = PackageOnboardingStateType.CREATED } : p,
            SolDefaults.VnfPkgInfo)
        .Answer(static () => VnfPkgmJsonContext.Default.VnfPkgInfoModifications)
        .Answer(static () => VnfPkgmJsonContext.Default.PkgmSubscription)
        .Notification(VnfPackageOnboardingNotification.TypeName)
        .Notification(VnfPackageChangeNotification.TypeName);

    /// <summary>The table of NSDs.</summary>
    public static SolDialect NsDescriptors { get; } = new SolDialect(SolApi.NsdV1, SolApi.Nsd)
        .Route("POST", "/ns_descriptors")
        .Route("GET", "/ns_descriptors")
        .Route("GET", "/ns_descriptors/{nsdInfoId}")
        .Route("PATCH", "/ns_descriptors/{nsdInfoId}")
        .Route("DELETE", "/ns_descriptors/{nsdInfoId}")
        .Route("PUT", "/ns_descriptors/{nsdInfoId}/nsd_content")
        .Route("GET", "/ns_descriptors/{nsdInfoId}/nsd_content")
        .Subscriptions()
        .Answer(
            static () => NsdJsonContext.Default.NsdInfo,
            static () => NsdJsonContext.Default.NsdInfo,
            static n => n.NsdOnboardingState == NsdOnboardingStateType.ERROR ? n with { NsdOnboardingState = NsdOnboardingStateType.CREATED } : n,
            SolDefaults.NsdInfo)
        .Answer(static () => NsdJsonContext.Default.NsdInfoModifications)
        .Answer(static () => NsdJsonContext.Default.NsdmSubscription)
        .Notification(NsdOnBoardingNotification.TypeName)
        .Notification(NsdOnBoardingFailureNotification.TypeName)
        .Notification(NsdChangeNotification.TypeName)
        .Notification(NsdDeletionNotification.TypeName);
}
