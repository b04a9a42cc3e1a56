using NfvOrchestrator.Execution;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>What the handlers of the NS LCM interface work with.</summary>
internal sealed record NfvoServices(
    IDocumentStore Store,
    IOperationEngine Engine,
    INotificationOutbox Outbox,
    LifecycleGateway<NsRecord, NsLcmOpOcc> Gateway,
    ICatalogue Catalogue,
    NsLcmLinks Links,
    TimeProvider Clock);
