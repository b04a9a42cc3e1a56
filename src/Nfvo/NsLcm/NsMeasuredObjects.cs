using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Pm.V1;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>Network services as objects of measurements: their samples are those of their VNFs.</summary>
internal sealed class NsMeasuredObjects(IDocumentStore store, NsLcmLinks links) : IMeasuredObjects
{
    /// <inheritdoc/>
    public string Kind => "NS instance";

    /// <inheritdoc/>
    public bool SourcesChange => true;

    /// <inheritdoc/>
    public async Task<MeasuredInstance?> FindAsync(TenantId tenant, string objectType, string instanceId, CancellationToken cancellationToken)
        => await store.GetAsync(NsCollections.Instances, tenant, instanceId, cancellationToken) is { } found
            ? new MeasuredInstance
            {
                Id = instanceId,
                Sources = [.. found.Value.Resources.Where(static r => r.Node.Spec is ChildVnfSpec && r.ResourceId is not null).Select(static r => r.ResourceId!)],
                Objects = [new MeasuredObject(null, null)],
                Facts = NsNotifications.Facts(found.Value.Resource, ""),
            }
            : null;

    /// <inheritdoc/>
    public string Link(string instanceId) => links.Instance(instanceId).Href;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(PmNotificationsFilter? filter)
        => NsNotifications.Alternatives(filter?.NsInstanceSubscriptionFilter, filter?.NotificationTypes?.Select(static t => t.ToString()));
}
