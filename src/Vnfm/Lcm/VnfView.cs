using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>The SOL view that follows from settings and resources. Pure.</summary>
internal static class VnfView
{
    /// <summary>The record with other resources, and the SOL resource that follows from them.</summary>
    public static VnfRecord WithResources(VnfRecord instance, IReadOnlyList<ManagedResource> resources)
    {
        if (instance.Settings is not { } settings)
        {
            return instance with
            {
                Resources = resources,
                Resource = instance.Resource with { InstantiationState = InstantiationState.NOT_INSTANTIATED, InstantiatedVnfInfo = null },
            };
        }
        var head = new InstantiatedVnfInfo
        {
            FlavourId = settings.FlavourId,
            VnfState = settings.Stopped ? VnfOperationalStateType.STOPPED : VnfOperationalStateType.STARTED,
            ScaleStatus = Levels(settings.Sizing.ScaleLevels),
            MaxScaleLevels = Levels(settings.MaxScaleLevels),
            MonitoringParameters = settings.MonitoringParameters.Count == 0 ? null : settings.MonitoringParameters,
            ExtCpInfo = [],
            VnfcInfo = settings.VnfcProperties.Count == 0
                ? null
                : [.. settings.VnfcProperties.Select(p => new VnfcInfo { Id = p.Key, VduId = "", VnfcState = VnfOperationalStateType.STARTED, VnfcConfigurableProperties = p.Value })],
            LocalizationLanguage = settings.LocalizationLanguage,
        };
        return instance with
        {
            Resources = resources,
            Resource = instance.Resource with
            {
                InstantiationState = InstantiationState.INSTANTIATED,
                InstantiatedVnfInfo = VnfInfoRenderer.Render(head, resources, settings.ExternalLinks, settings.ManagedLinks, settings.ExtCpdIds),
            },
        };
    }

    private static List<ScaleInfo>? Levels(IReadOnlyDictionary<string, int> levels)
        => levels.Count == 0 ? null : [.. levels.Select(l => new ScaleInfo { AspectId = l.Key, ScaleLevel = l.Value })];

    /// <summary>
    /// The record of an instance whose instantiation was given up ("fail") with resources left behind: it counts as instantiated, stopped, so that
    /// a termination can clean it up. Without resources nothing changes.
    /// </summary>
    public static VnfRecord Salvage(VnfRecord instance, VnfSettings settings)
    {
        if (instance.Settings is not null || instance.Resources.Count == 0)
        {
            return instance;
        }
        var salvaged = WithResources(instance with { Settings = settings }, instance.Resources);
        return salvaged with
        {
            Resource = salvaged.Resource with { InstantiatedVnfInfo = salvaged.Resource.InstantiatedVnfInfo! with { VnfState = VnfOperationalStateType.STOPPED } },
        };
    }
}
