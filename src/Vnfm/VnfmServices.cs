using NfvOrchestrator.Execution;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm;

/// <summary>What the handlers of the VNF LCM interface work with.</summary>
internal sealed record VnfmServices(
    IDocumentStore Store,
    IOperationEngine Engine,
    INotificationOutbox Outbox,
    LifecycleGateway<VnfRecord, VnfLcmOpOcc> Gateway,
    VnfLcmLinks Links,
    Api.VnfDryRun DryRun,
    VnfmOptions Options,
    TimeProvider Clock);
