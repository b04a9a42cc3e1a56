using System.Text.Json;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Management;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>
/// Heal (SOL003 §5.4.9, SOL002): the same target as before, over what is broken. VNFCs that the request names are made anew; when it names none, the VIM is asked what is
/// broken, and only that is worked on.
/// </summary>
internal static class Healing
{
    private const string AllParameter = "all";
    private const string VolumesParameter = "volumes";

    public static VnfIntent Intend(HealVnfRequest request, VnfOperationInput input)
    {
        CheckScript(request.HealScript, input);
        var there = Operating.VnfcIds(input.Record);
        var named = Operating.Select(request.VnfcInstanceId, there);
        var all = Parameter(request, AllParameter) switch
        {
            null or { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.True } => true,
            _ => throw Unfit.Request($"additionalParams.{AllParameter} must be true (every VNFC is made anew) or false."),
        };
        var volumes = Parameter(request, VolumesParameter) switch
        {
            null => false,
            { ValueKind: JsonValueKind.String } text when text.GetString() == "KEEP" => false,
            { ValueKind: JsonValueKind.String } text when text.GetString() == "REBUILD" => true,
            _ => throw Unfit.Request($"additionalParams.{VolumesParameter} must be KEEP (the default: volumes are attached again) or REBUILD (they are made anew, their content is lost)."),
        };
        if (all && named is not null)
        {
            throw Unfit.Request($"vnfcInstanceId selects VNFCs, additionalParams.{AllParameter} selects all; give one of them.");
        }
        return new VnfIntent
        {
            Settings = input.Settings,
            Healing = new VnfHealing(named ?? (all ? there : []), Discover: named is null, volumes, request.HealScript),
        };
    }

    private static void CheckScript(string? script, VnfOperationInput input)
    {
        if (script is null)
        {
            return;
        }
        if (!input.Flavour.LifecycleInterfaces.Any(o => VnfActionPlan.IsNamed(o, script)))
        {
            throw Unfit.Request($"The VNFD '{input.Descriptor.DescriptorId}' has no script '{script}'; it has: {Unfit.List(input.Flavour.LifecycleInterfaces.Select(o => o.Implementation).OfType<string>().Distinct(StringComparer.Ordinal))}.");
        }
        if (VnfActionPlan.DriverOf(input.Management, input.Descriptor.DescriptorId, VnfActionPlan.HealScriptName) is null)
        {
            throw Unfit.Request($"Nobody could run the healScript '{script}': no driver is configured for VNFs of '{input.Descriptor.DescriptorId}' (Vnfm:Management:Drivers). Configure one, or heal without the script.");
        }
    }

    private static JsonElement? Parameter(HealVnfRequest request, string name)
        => request.AdditionalParams is { } parameters && parameters.TryGetValue(name, out var value) ? value : null;
}
