using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using Ahead = NfvOrchestrator.Platform.Hosting.CompileAhead;

namespace NfvOrchestrator.Nfvo;

/// <summary>The documents and messages that every operation of the NFVO needs, in the order in which a first network service needs them.</summary>
internal static class NfvoMetadata
{
    public static void CompileAhead()
    {
        Ahead.Json(CatalogueJsonContext.Default, typeof(CatalogueEntryDocument), typeof(OnboardingWork));
        Ahead.Json(NsLcmJsonContext.Default, typeof(InstantiateNsRequest), typeof(NsLcmOpOcc), typeof(NsInstance));
        Ahead.Json(NfvoJsonContext.Default, typeof(NsRecord), typeof(NsPlanData));
        Ahead.Json(VnfLcmJsonContext.Default, typeof(InstantiateVnfRequest), typeof(VnfLcmOpOcc), typeof(Sol.VnfLcm.VnfInstance));
        Ahead.Json(GrantJsonContext.Default, typeof(GrantRequest), typeof(Sol.Grant.Grant));
        Ahead.Json(GrantStoreJson.Default, typeof(GrantRecord), typeof(LedgerPage));
    }
}
