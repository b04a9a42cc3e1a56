using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>
/// Requests turned into target states: the only code that is particular to an operation. The same checks answer a bad request at once (422)
/// and guard the start of the operation. Pure.
/// </summary>
internal static class VnfTargets
{
    /// <summary>The settings an operation leads to; null for a termination.</summary>
    /// <exception cref="LifecycleRejectedException">The request does not fit the descriptor or the instance.</exception>
    public static VnfSettings? Settings(LcmOperationType operation, JsonElement request, VnfRecord instance, VnfDescriptor vnfd, string defaultVim) => operation switch
    {
        LcmOperationType.INSTANTIATE => Instantiate(request.Deserialize(VnfLcmJsonContext.Default.InstantiateVnfRequest)!, vnfd, defaultVim),
        LcmOperationType.SCALE => Scale(request.Deserialize(VnfLcmJsonContext.Default.ScaleVnfRequest)!, instance, vnfd),
        LcmOperationType.TERMINATE => null,
        _ => throw new InvalidOperationException($"The operation {operation} has no target state."),
    };

    /// <summary>The target state of some settings.</summary>
    public static ResourceGraph Target(VnfSettings? settings, VnfRecord instance, VnfDescriptor vnfd)
        => settings is null
            ? ResourceGraph.Empty
            : GrantResources.KeepPlacement(VnfTarget.Build(Input(settings, instance.Resource, vnfd)), instance.Resources);

    private static VnfSettings Instantiate(InstantiateVnfRequest request, VnfDescriptor vnfd, string defaultVim)
    {
        var flavour = vnfd.FindFlavour(request.FlavourId)
            ?? throw Reject($"The VNFD '{vnfd.DescriptorId}' has no deployment flavour '{request.FlavourId}'; it has: {List(vnfd.Flavours.Select(f => f.FlavourId))}.");
        var levelId = request.InstantiationLevelId ?? flavour.DefaultInstantiationLevelId;
        var level = flavour.FindLevel(levelId);
        if (level is null && request.InstantiationLevelId is not null)
        {
            throw Reject($"Flavour '{flavour.FlavourId}' has no instantiation level '{levelId}'; it has: {List(flavour.InstantiationLevels.Select(l => l.LevelId))}.");
        }
        var settings = new VnfSettings
        {
            FlavourId = flavour.FlavourId,
            Sizing = VnfSizing.AtLevel(flavour, level),
            VimConnectionId = request.VimConnectionInfo?.Values.FirstOrDefault()?.VimId ?? request.VimConnectionInfo?.Keys.FirstOrDefault() ?? defaultVim,
            ExternalLinks = ConnectionReader.Read(request.ExtVirtualLinks),
            ManagedLinks = request.ExtManagedVirtualLinks ?? [],
            LocalizationLanguage = request.LocalizationLanguage,
        };
        CheckConnections(settings, flavour);
        return settings;
    }

    private static VnfSettings Scale(ScaleVnfRequest request, VnfRecord instance, VnfDescriptor vnfd)
    {
        var settings = instance.Settings!;
        var flavour = vnfd.FindFlavour(settings.FlavourId)!;
        var aspect = flavour.FindAspect(request.AspectId)
            ?? throw Reject($"Flavour '{flavour.FlavourId}' has no scaling aspect '{request.AspectId}'; it has: {List(flavour.ScalingAspects.Select(a => a.AspectId))}.");
        var steps = request.NumberOfSteps ?? 1;
        if (steps < 1)
        {
            throw Reject($"numberOfSteps is {steps}; it must be 1 or more.");
        }
        var (sizing, reason) = settings.Sizing.Scale(flavour, aspect, request.Type == ScaleType.SCALE_OUT ? steps : -steps);
        return sizing is null ? throw Reject(reason!) : settings with { Sizing = sizing };
    }

    private static void CheckConnections(VnfSettings settings, DeploymentFlavour flavour)
    {
        var input = new VnfTargetInput { InstanceName = "", Flavour = flavour, VnfcCounts = settings.Sizing.VnfcCounts, ExternalLinks = settings.ExternalLinks };
        if (VnfTarget.UnknownExternalCps(input) is { Count: > 0 } unknown)
        {
            throw Reject($"The external connection points {List(unknown)} are not in flavour '{flavour.FlavourId}'; it has: {List(flavour.ExtCps.Select(c => c.CpdId))}.");
        }
        if (VnfTarget.MissingMandatoryLinks(input) is { Count: > 0 } missing)
        {
            throw Reject($"The external connection points {List(missing)} must be connected: name them in extVirtualLinks.");
        }
        var twice = settings.ManagedLinks.GroupBy(m => m.VnfVirtualLinkDescId, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        if (twice.Count > 0)
        {
            throw Reject($"extManagedVirtualLinks names {List(twice)} more than once; a virtual link is one network.");
        }
        var unknownLinks = settings.ManagedLinks.Select(m => m.VnfVirtualLinkDescId).Except(flavour.InternalVirtualLinks.Select(l => l.Id), StringComparer.Ordinal).ToList();
        if (unknownLinks.Count > 0)
        {
            throw Reject($"extManagedVirtualLinks names {List(unknownLinks)}; flavour '{flavour.FlavourId}' has the internal virtual links {List(flavour.InternalVirtualLinks.Select(l => l.Id))}.");
        }
    }

    private static VnfTargetInput Input(VnfSettings settings, VnfInstance resource, VnfDescriptor vnfd) => new()
    {
        InstanceName = resource.VnfInstanceName ?? vnfd.ProductName,
        Flavour = vnfd.FindFlavour(settings.FlavourId)!,
        VnfcCounts = settings.Sizing.VnfcCounts,
        ExternalLinks = settings.ExternalLinks,
        ManagedLinks = settings.ManagedLinks.ToDictionary(m => m.VnfVirtualLinkDescId, m => m.ResourceId, StringComparer.Ordinal),
    };

    private static LifecycleRejectedException Reject(string detail)
        => new(new ProblemDetails { Title = "The request does not fit the VNF", Status = 422, Detail = detail });

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Take(20).Select(n => $"'{n}'"));
}
