using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Flavours and levels as requests name them.</summary>
internal static class Flavours
{
    /// <summary>The flavour with that id.</summary>
    public static DeploymentFlavour Find(VnfDescriptor vnfd, string flavourId)
        => vnfd.FindFlavour(flavourId)
            ?? throw Unfit.Request($"The VNFD '{vnfd.DescriptorId}' has no deployment flavour '{flavourId}'; it has: {Unfit.List(vnfd.Flavours.Select(f => f.FlavourId))}.");

    /// <summary>The instantiation level with that id, or the default of the flavour.</summary>
    public static InstantiationLevel? Level(DeploymentFlavour flavour, string? levelId)
        => levelId is null
            ? flavour.FindLevel(flavour.DefaultInstantiationLevelId)
            : flavour.FindLevel(levelId)
                ?? throw Unfit.Request($"Flavour '{flavour.FlavourId}' has no instantiation level '{levelId}'; it has: {Unfit.List(flavour.InstantiationLevels.Select(l => l.LevelId))}.");

    /// <summary>Puts into settings what the instance shows of its flavour.</summary>
    public static VnfSettings Apply(VnfSettings settings, string vnfdId, DeploymentFlavour flavour) => settings with
    {
        FlavourId = flavour.FlavourId,
        MaxScaleLevels = flavour.ScalingAspects.ToDictionary(a => a.AspectId, a => a.MaxScaleLevel, StringComparer.Ordinal),
        ExtCpdIds = [.. flavour.ExtCps.Select(c => c.CpdId)],
        MonitoringParameters =
        [
            .. flavour.MonitoringParameters.Concat(flavour.Vdus.SelectMany(v => v.MonitoringParameters)).Concat(flavour.InternalVirtualLinks.SelectMany(l => l.MonitoringParameters))
                .Where(p => p.PerformanceMetric is not null)
                .DistinctBy(p => p.Id, StringComparer.Ordinal)
                .Select(p => new Sol.VnfLcm.MonitoringParameter { Id = p.Id, Name = p.Name, PerformanceMetric = p.PerformanceMetric! }),
        ],
    };
}
