using NfvOrchestrator.Nfvo.Catalogue.Api;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Security;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>The northbound APIs of the catalogue; map them inside <c>app.MapSolApi(SolApi.VnfPkgm, …)</c> and <c>app.MapSolApi(SolApi.Nsd, …)</c>.</summary>
public static class CatalogueEndpoints
{
    /// <summary>VNF packages (SOL005 §9, SOL003 §10) and subscriptions to their changes.</summary>
    public static void MapVnfPackages(RouteGroupBuilder group)
    {
        var services = ((IEndpointRouteBuilder)group).ServiceProvider;
        var shelf = services.GetRequiredService<VnfPackageShelf>();
        group.OpenToVnfms(writes: false);
        VnfPackageEndpoints.Map(group, services.GetRequiredService<CatalogueOptions>(), shelf);
        OnboardedVnfPackageEndpoints.Map(group, shelf);
        CatalogueSubscriptionEndpoints.MapVnfPackages(group.MapGroup("").OpenToVnfms(writes: true));
    }

    /// <summary>NSDs and PNFDs (SOL005 §5) and subscriptions to their changes.</summary>
    public static void MapNsDescriptors(RouteGroupBuilder group)
    {
        var services = ((IEndpointRouteBuilder)group).ServiceProvider;
        NsDescriptorEndpoints.Map(group, services.GetRequiredService<CatalogueOptions>(), services.GetRequiredService<NsdShelf>());
        PnfDescriptorEndpoints.Map(group, services.GetRequiredService<CatalogueOptions>(), services.GetRequiredService<PnfdShelf>());
        CatalogueSubscriptionEndpoints.MapNsDescriptors(group);
    }
}
