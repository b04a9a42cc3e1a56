using NfvOrchestrator.Execution;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Pm.V1;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Instances;

/// <summary>VNFs, their VNFCs and connection points as objects of measurements (IFA 027 §6.2). Samples come under the keys that VIM resources have.</summary>
internal sealed class VnfMeasuredObjects(IDocumentStore store, VnfLcmLinks links) : IMeasuredObjects
{
    /// <inheritdoc/>
    public string Kind => "VNF instance";

    /// <inheritdoc/>
    public bool SourcesChange => false;

    /// <inheritdoc/>
    public async Task<MeasuredInstance?> FindAsync(TenantId tenant, string objectType, string instanceId, CancellationToken cancellationToken)
        => await store.GetAsync(VnfmCollections.Instances, tenant, instanceId, cancellationToken) is { } found
            ? new MeasuredInstance
            {
                Id = instanceId,
                Sources = [instanceId],
                Objects = [.. Objects(objectType, found.Value.Resource)],
                Facts = VnfInstanceFacts.Of(found.Value.Resource, ""),
            }
            : null;

    /// <inheritdoc/>
    public string Link(string instanceId) => links.Instance(instanceId).Href;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(PmNotificationsFilter? filter)
    {
        var common = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        VnfInstanceFacts.Add(common, "notificationTypes", filter?.NotificationTypes?.Select(static t => t.ToString()));
        return VnfInstanceFacts.Alternatives(common, filter?.VnfInstanceSubscriptionFilter);
    }

    /// <summary>What is measured of a VNF, by type of object. Pure.</summary>
    internal static IEnumerable<MeasuredObject> Objects(string objectType, VnfInstance instance)
    {
        MeasuredObject Of(string id, string resourceKey) => new(id, [VimStepRunner.VimKeyOf(instance.Id, resourceKey)]);
        var info = instance.InstantiatedVnfInfo;
        return objectType switch
        {
            "Vnf" => [new MeasuredObject(null, null)],
            "Vnfc" => (info?.VnfcInfo ?? []).Select(v => Of(v.Id, v.Id)),
            "VnfIntCp" => (info?.VnfcResourceInfo ?? []).SelectMany(static v => v.VnfcCpInfo ?? []).Where(static cp => cp.VnfExtCpId is null).Select(cp => Of(cp.Id, cp.Id)),
            "VnfExtCp" => (info?.ExtCpInfo ?? []).Where(static cp => cp.AssociatedVnfcCpId is not null).Select(cp => Of(cp.Id, cp.AssociatedVnfcCpId!)),
            _ => throw new ArgumentOutOfRangeException(nameof(objectType), objectType, "VNFs have no objects of this type."),
        };
    }
}
