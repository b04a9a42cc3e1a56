using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.NsLcm.V1;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary><c>/nslcm/v1</c> (SOL005 2.6.1 §6) over the handlers of <c>/nslcm/v2</c>. A task that version 2 gains appears here by its line in the table of routes.</summary>
internal static class NsLcmV1Dialect
{
    private static readonly SelectorSchema Instances = SelectorSchema.Of(
        static () => NsLcmV1JsonContext.Default.NsInstance,
        "vnfInstance", "pnfInfo", "virtualLinkInfo", "vnffgInfo", "sapInfo", "nsScaleStatus", "additionalAffinityOrAntiAffinityRule");

    /// <summary>The table.</summary>
    public static SolDialect Table { get; } = new SolDialect(SolApi.NsLcmV1, SolApi.NsLcm)
        .Route("POST", "/ns_instances")
        .Route("GET", "/ns_instances")
        .Route("GET", "/ns_instances/{nsInstanceId}")
        .Route("DELETE", "/ns_instances/{nsInstanceId}")
        .Route("POST", "/ns_instances/{nsInstanceId}/instantiate")
        .Route("POST", "/ns_instances/{nsInstanceId}/scale")
        .Route("POST", "/ns_instances/{nsInstanceId}/update")
        .Route("POST", "/ns_instances/{nsInstanceId}/heal")
        .Route("POST", "/ns_instances/{nsInstanceId}/terminate")
        .Route("GET", "/ns_lcm_op_occs")
        .Route("GET", "/ns_lcm_op_occs/{nsLcmOpOccId}")
        .Route("POST", "/ns_lcm_op_occs/{nsLcmOpOccId}/retry")
        .Route("POST", "/ns_lcm_op_occs/{nsLcmOpOccId}/rollback")
        .Route("POST", "/ns_lcm_op_occs/{nsLcmOpOccId}/continue")
        .Route("POST", "/ns_lcm_op_occs/{nsLcmOpOccId}/fail")
        .Route("POST", "/ns_lcm_op_occs/{nsLcmOpOccId}/cancel")
        .Subscriptions()
        .Body(static () => NsLcmV1JsonContext.Default.InstantiateNsRequest, NsLcmV1.ToInternal)
        .Body(static () => NsLcmJsonContext.Default.LccnSubscriptionRequest, static r => r with { Verbosity = null })
        .Answer(
            static () => NsLcmJsonContext.Default.NsInstance,
            static () => NsLcmV1JsonContext.Default.NsInstance,
            NsLcmV1.ToV1,
            Instances,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["vnfInstance/instantiatedVnfInfo/virtualLinkResourceInfo"] = "vnfInstance/instantiatedVnfInfo/vnfVirtualLinkResourceInfo",
            })
        .Answer(static () => NsLcmJsonContext.Default.NsLcmOpOcc, static () => NsLcmJsonContext.Default.NsLcmOpOcc, NsLcmV1.ToV1, SelectorSchema.Of(static () => NsLcmJsonContext.Default.NsLcmOpOcc, "operationParams", "error", "resourceChanges"))
        .Answer(static () => NsLcmJsonContext.Default.LccnSubscription, static () => NsLcmJsonContext.Default.LccnSubscription, static s => s with { Verbosity = null })
        .Notification(NsLcmOperationOccurrenceNotification.TypeName, static body =>
        {
            body.Remove("verbosity");
            return body;
        })
        .Notification(NsIdentifierCreationNotification.TypeName)
        .Notification(NsIdentifierDeletionNotification.TypeName)
        .Notification(NsChangeNotification.TypeName);
}
