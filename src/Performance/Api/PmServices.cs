using NfvOrchestrator.Performance.Collection;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Performance.Api;

/// <summary>What the handlers of performance management work with.</summary>
internal sealed record PmServices(
    IDocumentStore Store,
    INotificationSubscriptions Callbacks,
    CallbackUriPolicy CallbackPolicy,
    PmApi Api,
    PmLinks Links,
    IMeasuredObjects Objects,
    PmWatchLoop Watch,
    PmOptions Options,
    TimeProvider Clock);
