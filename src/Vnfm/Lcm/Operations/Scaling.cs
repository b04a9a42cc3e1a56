using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Scale (SOL003 §5.4.5) and scale to level (§5.4.6).</summary>
internal static class Scaling
{
    public static VnfIntent Intend(ScaleVnfRequest request, VnfOperationInput input)
    {
        var steps = request.NumberOfSteps ?? 1;
        if (steps < 1)
        {
            throw Unfit.Request($"numberOfSteps is {steps}; it must be 1 or more.");
        }
        return Resized(input, Scaled(input.Settings.Sizing, input.Flavour, request.AspectId, request.Type == ScaleType.SCALE_OUT ? steps : -steps));
    }

    public static VnfIntent Intend(ScaleVnfToLevelRequest request, VnfOperationInput input)
    {
        var flavour = input.Flavour;
        if ((request.InstantiationLevelId is null) == (request.ScaleInfo is null))
        {
            throw Unfit.Request("Exactly one of instantiationLevelId and scaleInfo must be given.");
        }
        if (request.InstantiationLevelId is { } levelId)
        {
            return Resized(input, VnfSizing.AtLevel(flavour, Flavours.Level(flavour, levelId)));
        }
        var twice = request.ScaleInfo!.GroupBy(s => s.AspectId, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        if (twice.Count > 0)
        {
            throw Unfit.Request($"scaleInfo names {Unfit.List(twice)} more than once; an aspect has one level.");
        }
        var sizing = request.ScaleInfo!.Aggregate(
            input.Settings.Sizing,
            (now, wanted) => Scaled(now, flavour, wanted.AspectId, wanted.ScaleLevel - (long)now.ScaleLevels.GetValueOrDefault(wanted.AspectId)));
        return Resized(input, sizing);
    }

    private static VnfSizing Scaled(VnfSizing from, DeploymentFlavour flavour, string aspectId, long steps)
    {
        var aspect = flavour.FindAspect(aspectId)
            ?? throw Unfit.Request($"Flavour '{flavour.FlavourId}' has no scaling aspect '{aspectId}'; it has: {Unfit.List(flavour.ScalingAspects.Select(a => a.AspectId))}.");
        var (sizing, reason) = from.Scale(flavour, aspect, (int)Math.Clamp(steps, int.MinValue, int.MaxValue));
        return sizing ?? throw Unfit.Request(reason!);
    }

    private static VnfIntent Resized(VnfOperationInput input, VnfSizing sizing)
    {
        var settings = input.Settings with { Sizing = sizing };
        Connectivity.CheckAddresses(settings, input.Flavour);
        return new VnfIntent { Settings = Operating.Known(settings, input.Descriptor) };
    }
}
