using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Change external connectivity (SOL003 §5.4.11): ports are made anew or get other addresses, servers stay.</summary>
internal static class ConnectivityChange
{
    public static VnfIntent Intend(ChangeExtVnfConnectivityRequest request, VnfOperationInput input)
    {
        if (request.ExtVirtualLinks.Count == 0)
        {
            throw Unfit.Request("extVirtualLinks is empty: there is nothing to change.");
        }
        var settings = input.Settings with { ExternalLinks = Connectivity.Merge(input.Settings.ExternalLinks, request.ExtVirtualLinks, input.Flavour) };
        Connectivity.Check(settings, input.Flavour);
        return new VnfIntent
        {
            Settings = settings,
            Instance = request.VimConnectionInfo is null ? null : Attributes.Change(input.Record.Resource, input.Descriptor, null, null, request.VimConnectionInfo),
        };
    }
}
