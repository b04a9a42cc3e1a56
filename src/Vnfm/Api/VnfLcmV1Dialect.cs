using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Sol.VnfLcm.V1;
using V1 = NfvOrchestrator.Sol.VnfLcm.V1;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>
/// <c>/vnflcm/v1</c> (SOL003 2.6.1 §5) over the handlers of <c>/vnflcm/v2</c>. A task that version 2 gains appears here by its line in the table of routes; version 1 knows neither
/// change of the package nor snapshots. Operations of kinds that version 1 cannot name are shown all the same: a client that is refused because of one must be able to see it.
/// </summary>
internal static class VnfLcmV1Dialect
{
    private static readonly SelectorSchema Instances = SelectorSchema.Of(
        static () => VnfLcmV1JsonContext.Default.VnfInstance, "vnfConfigurableProperties", "vimConnectionInfo", "instantiatedVnfInfo", "metadata", "extensions");

    private static readonly SelectorSchema Occurrences = SelectorSchema.Of(
        static () => VnfLcmV1JsonContext.Default.VnfLcmOpOcc, "operationParams", "error", "resourceChanges", "changedInfo", "changedExtConnectivity");

    /// <summary>The table.</summary>
    public static SolDialect Table { get; } = new SolDialect(SolApi.VnfLcmV1, SolApi.VnfLcm)
        .Route("POST", "/vnf_instances")
        .Route("GET", "/vnf_instances")
        .Route("GET", "/vnf_instances/{vnfInstanceId}")
        .Route("PATCH", "/vnf_instances/{vnfInstanceId}")
        .Route("DELETE", "/vnf_instances/{vnfInstanceId}")
        .Route("POST", "/vnf_instances/{vnfInstanceId}/instantiate")
        .Route("POST", "/vnf_instances/{vnfInstanceId}/scale")
        .Route("POST", "/vnf_instances/{vnfInstanceId}/scale_to_level")
        .Route("POST", "/vnf_instances/{vnfInstanceId}/change_flavour")
        .Route("POST", "/vnf_instances/{vnfInstanceId}/operate")
        .Route("POST", "/vnf_instances/{vnfInstanceId}/heal")
        .Route("POST", "/vnf_instances/{vnfInstanceId}/change_ext_conn")
        .Route("POST", "/vnf_instances/{vnfInstanceId}/terminate")
        .Route("GET", "/vnf_lcm_op_occs")
        .Route("GET", "/vnf_lcm_op_occs/{vnfLcmOpOccId}")
        .Route("POST", "/vnf_lcm_op_occs/{vnfLcmOpOccId}/retry")
        .Route("POST", "/vnf_lcm_op_occs/{vnfLcmOpOccId}/rollback")
        .Route("POST", "/vnf_lcm_op_occs/{vnfLcmOpOccId}/fail")
        .Route("POST", "/vnf_lcm_op_occs/{vnfLcmOpOccId}/cancel")
        .Subscriptions()
        .Body(static () => VnfLcmV1JsonContext.Default.InstantiateVnfRequest, VnfLcmV1.ToInternal)
        .Body(static () => VnfLcmV1JsonContext.Default.ChangeVnfFlavourRequest, VnfLcmV1.ToInternal)
        .Body(static () => VnfLcmV1JsonContext.Default.ChangeExtVnfConnectivityRequest, VnfLcmV1.ToInternal)
        .Body(static () => VnfLcmV1JsonContext.Default.LccnSubscriptionRequest, static r => new Sol.VnfLcm.LccnSubscriptionRequest { Filter = r.Filter, CallbackUri = r.CallbackUri, Authentication = r.Authentication })
        .Patch<V1.VnfInfoModificationRequest, Sol.VnfLcm.VnfInfoModificationRequest>(VnfLcmV1Json.PatchToInternal)
        .Answer(
            static () => VnfLcmJsonContext.Default.VnfInstance,
            static () => VnfLcmV1JsonContext.Default.VnfInstance,
            VnfLcmV1.ToV1,
            Instances,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["instantiatedVnfInfo/virtualLinkResourceInfo"] = "instantiatedVnfInfo/vnfVirtualLinkResourceInfo" },
            "vimConnectionInfo")
        .Answer(
            static () => VnfLcmJsonContext.Default.VnfLcmOpOcc,
            static () => VnfLcmV1JsonContext.Default.VnfLcmOpOcc,
            VnfLcmV1.ToV1,
            Occurrences,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["resourceChanges/affectedVirtualLinks/virtualLinkDescId"] = "resourceChanges/affectedVirtualLinks/vnfVirtualLinkDescId",
            },
            "changedInfo/vimConnectionInfo")
        .Answer(
            static () => VnfLcmJsonContext.Default.LccnSubscription,
            static () => VnfLcmV1JsonContext.Default.LccnSubscription,
            static s => new V1.LccnSubscription { Id = s.Id, Filter = s.Filter, CallbackUri = s.CallbackUri, Links = s.Links })
        .Notification(VnfLcmOperationOccurrenceNotification.TypeName, VnfLcmV1Json.NotificationToV1)
        .Notification(VnfIdentifierCreationNotification.TypeName)
        .Notification(VnfIdentifierDeletionNotification.TypeName);
}
