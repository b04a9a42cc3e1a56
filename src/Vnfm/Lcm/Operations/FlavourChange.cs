using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Change flavour (SOL003 §5.4.7): VDUs of the old flavour alone go, those of the new one alone come, what is in both stays and is resized where its size differs.</summary>
internal static class FlavourChange
{
    public static VnfIntent Intend(ChangeVnfFlavourRequest request, VnfOperationInput input)
    {
        var vnfd = input.Descriptor;
        var now = input.Settings;
        if (request.NewFlavourId == now.FlavourId)
        {
            throw Unfit.Request($"The VNF has the flavour '{now.FlavourId}' already; to change its size, scale it. The VNFD '{vnfd.DescriptorId}' also has: {Unfit.List(vnfd.Flavours.Select(f => f.FlavourId).Where(f => f != now.FlavourId))}.");
        }
        var flavour = Flavours.Find(vnfd, request.NewFlavourId);
        var managed = now.ManagedLinks.Where(m => flavour.InternalVirtualLinks.Any(l => l.Id == m.VnfVirtualLinkDescId))
            .Where(m => request.ExtManagedVirtualLinks?.Any(r => r.VnfVirtualLinkDescId == m.VnfVirtualLinkDescId) != true)
            .Concat(request.ExtManagedVirtualLinks ?? []).ToList();
        var settings = Flavours.Apply(
            now with
            {
                Sizing = VnfSizing.AtLevel(flavour, Flavours.Level(flavour, request.InstantiationLevelId)),
                ExternalLinks = Connectivity.Merge(Connectivity.Kept(now.ExternalLinks, flavour), request.ExtVirtualLinks, flavour),
                ManagedLinks = managed,
                Names = ComponentChange.Fitting(now.Names, flavour),
            },
            vnfd.DescriptorId,
            flavour);
        Connectivity.Check(settings, flavour, mayBeGranted: true);
        return new VnfIntent
        {
            Settings = Operating.Known(settings, vnfd),
            Instance = Attributes.Change(input.Record.Resource, vnfd, request.VnfConfigurableProperties, request.Extensions, request.VimConnectionInfo),
        };
    }
}
