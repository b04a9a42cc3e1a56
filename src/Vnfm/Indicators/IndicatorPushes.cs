using System.Text.Json;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfInd;
using NfvOrchestrator.Vnfm.Descriptors;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>Takes values that somebody pushes: over the event bus, or an element manager by its notifications.</summary>
internal sealed class IndicatorPushes(IDocumentStore store, IVnfdSource vnfds, IndicatorBook book)
{
    /// <summary>Takes a value. False: the tenant has no such VNF instantiated, or its descriptor does not declare the indicator.</summary>
    public async Task<bool> TakeAsync(TenantId tenant, string vnfInstanceId, string indicatorId, string? name, JsonElement value, CancellationToken cancellationToken)
    {
        var instance = await store.GetAsync(VnfmCollections.Instances, tenant, vnfInstanceId, cancellationToken);
        var vnfd = instance?.Value.Settings is null ? null : await vnfds.FindAsync(tenant, instance.Value.Resource.VnfdId, cancellationToken);
        var declared = vnfd is null ? null : IndicatorBook.Declared(vnfd.Descriptor, instance!.Value.Settings?.FlavourId);
        if (declared?.ContainsKey(indicatorId) != true)
        {
            return false;
        }
        await book.ReportAsync(
            tenant,
            instance!.Value.Resource,
            declared,
            [new VnfIndicator { Id = indicatorId, Name = name, Value = value, VnfInstanceId = instance.Id, Links = new VnfIndicatorLinks { Self = new() { Href = "" }, VnfInstance = new() { Href = "" } } }],
            complete: false,
            cancellationToken);
        return true;
    }
}
