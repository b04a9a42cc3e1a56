using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Instantiate (SOL003 §5.4.4).</summary>
internal static class Instantiation
{
    public static VnfIntent Intend(InstantiateVnfRequest request, VnfOperationInput input)
    {
        var vnfd = input.Descriptor;
        var flavour = Flavours.Find(vnfd, request.FlavourId);
        DeclaredParameters.Check(flavour, LcmOperationType.INSTANTIATE, input.Request);
        if (request.LocalizationLanguage is { } language && vnfd.LocalizationLanguages.Count > 0 && !vnfd.LocalizationLanguages.Contains(language, StringComparer.OrdinalIgnoreCase))
        {
            throw Unfit.Request($"The VNF does not speak '{language}'; the VNFD '{vnfd.DescriptorId}' offers: {Unfit.List(vnfd.LocalizationLanguages)}.");
        }
        var settings = Flavours.Apply(
            new VnfSettings
            {
                FlavourId = flavour.FlavourId,
                Sizing = VnfSizing.AtLevel(flavour, Flavours.Level(flavour, request.InstantiationLevelId)),
                VimConnectionId = request.VimConnectionInfo?.Values.FirstOrDefault()?.VimId ?? request.VimConnectionInfo?.Keys.FirstOrDefault() ?? input.DefaultVim,
                ExternalLinks = Connectivity.Merge([], request.ExtVirtualLinks, flavour),
                ManagedLinks = request.ExtManagedVirtualLinks ?? [],
                LocalizationLanguage = request.LocalizationLanguage ?? vnfd.DefaultLocalizationLanguage,
                AdditionalParams = DeclaredParameters.WithDefaults(flavour, LcmOperationType.INSTANTIATE, request.AdditionalParams),
            },
            vnfd.DescriptorId,
            flavour);
        Connectivity.Check(settings, flavour, mayBeGranted: true);
        var instance = Attributes.Change(input.Record.Resource, vnfd, request.VnfConfigurableProperties, request.Extensions, request.VimConnectionInfo);
        // What a server needs to boot is found missing now, not in the middle.
        _ = UserData.Of(settings, instance ?? input.Record.Resource, vnfd);
        return new VnfIntent { Settings = settings, Instance = instance };
    }
}
