namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>The northbound APIs of the catalogue; map them inside <c>app.MapSolApi(SolApi.VnfPkgm, …)</c> and <c>app.MapSolApi(SolApi.Nsd, …)</c>.</summary>
public static class CatalogueEndpoints
{
    /// <summary>VNF packages (SOL005 §9, SOL003 §10).</summary>
    public static void MapVnfPackages(RouteGroupBuilder group) => ArgumentNullException.ThrowIfNull(group);

    /// <summary>NSDs (SOL005 §5).</summary>
    public static void MapNsDescriptors(RouteGroupBuilder group) => ArgumentNullException.ThrowIfNull(group);
}
