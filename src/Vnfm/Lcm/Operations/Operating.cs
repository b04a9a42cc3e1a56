using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Operate (SOL003 §5.4.10): start and stop, the whole VNF or some of its VNFCs (SOL002).</summary>
internal static class Operating
{
    public static VnfIntent Intend(OperateVnfRequest request, VnfOperationInput input)
    {
        var stop = request.ChangeStateTo == VnfOperationalStateType.STOPPED;
        if (!stop && (request.StopType is not null || request.GracefulStopTimeout is not null))
        {
            throw Unfit.Request("stopType and gracefulStopTimeout go with changeStateTo STOPPED only.");
        }
        var grace = stop ? Grace.Seconds(request.StopType == StopType.GRACEFUL, request.GracefulStopTimeout, "gracefulStopTimeout") : null;
        var all = VnfcIds(input.Record);
        var selected = Select(request.VnfcInstanceId, all);
        var stopped = input.Settings.Stopped ? all : [.. input.Settings.StoppedVnfcs];
        var next = selected is null ? (stop ? all : []) : stop ? [.. stopped.Union(selected, StringComparer.Ordinal)] : stopped.Except(selected, StringComparer.Ordinal).ToList();
        // A VNF all of whose VNFCs are stopped is stopped: those that scaling adds later are, too.
        var whole = stop && next.Count == all.Count;
        return new VnfIntent
        {
            Settings = input.Settings with { Stopped = whole, StoppedVnfcs = whole ? [] : [.. next.Order(StringComparer.Ordinal)] },
            GracefulSeconds = grace,
        };
    }

    /// <summary>VNFCs of an instance.</summary>
    public static List<string> VnfcIds(VnfRecord record) => [.. record.Resources.Where(r => r.Node.Spec is ComputeSpec).Select(r => r.Node.Key)];

    /// <summary>The VNFCs that a request names; null: it names none.</summary>
    public static IReadOnlyList<string>? Select(IReadOnlyList<string>? named, IReadOnlyList<string> there)
    {
        if (named is not { Count: > 0 })
        {
            return null;
        }
        var unknown = named.Except(there, StringComparer.Ordinal).ToList();
        return unknown.Count > 0
            ? throw Unfit.Request($"The VNF has no VNFC {Unfit.List(unknown)}; it has: {Unfit.List(there)}.")
            : [.. named.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The settings without VNFCs that will not be there.</summary>
    public static VnfSettings Known(VnfSettings settings, VnfDescriptor vnfd)
    {
        var vdus = vnfd.FindFlavour(settings.FlavourId)!.Vdus;
        bool Exists(string vnfc) => vnfc.Split('/') is [_, var name, var index]
            && ComponentNames.IdOf(settings.Names, ComponentNames.Servers, name) is var vdu && vdus.Any(v => v.Id == vdu) && int.TryParse(index, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number - settings.FirstIndexes.GetValueOrDefault(vdu) is >= 0 and var slot && slot < settings.Sizing.VnfcCounts.GetValueOrDefault(vdu);
        return settings.StoppedVnfcs.Count == 0 && settings.VnfcProperties.Count == 0
            ? settings
            : settings with
            {
                StoppedVnfcs = [.. settings.StoppedVnfcs.Where(Exists)],
                VnfcProperties = settings.VnfcProperties.Where(p => Exists(p.Key)).ToDictionary(StringComparer.Ordinal),
            };
    }
}
