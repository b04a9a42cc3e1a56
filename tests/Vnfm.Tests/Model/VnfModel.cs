using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Tests.Service;

namespace NfvOrchestrator.Vnfm.Tests.Model;

/// <summary>
/// What a VNF of <see cref="TestVnfd"/> is, in the fewest words: the reference that the real one is compared with. Immutable; an operation is a function from
/// the state before to the state after, or to the status with which it must be refused.
/// </summary>
/// <param name="Up">Instantiated.</param>
/// <param name="Flavour">Its flavour.</param>
/// <param name="Level">Scale level of its aspect.</param>
/// <param name="Stopped">Its servers are stopped.</param>
internal sealed record VnfModel(bool Up, string Flavour, int Level, bool Stopped)
{
    private const int Highest = 3;
    private static readonly int[] Fronts = [1, 2, 4, 6];

    /// <summary>An instance that was just created.</summary>
    public static VnfModel New { get; } = new(false, "small", 0, false);

    /// <summary>VNFCs of each VDU.</summary>
    public IReadOnlyDictionary<string, int> Vnfcs => Up
        ? new Dictionary<string, int>(StringComparer.Ordinal) { ["front"] = Fronts[Level], [Flavour == "small" ? "back" : "cache"] = 1 }
        : new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The operation that a move means, how it must be answered, and what it leads to.</summary>
    public (string Task, string Body, int Status, VnfModel Next) Apply(Move move, ref int address)
    {
        var choice = Math.Abs((long)move.Choice);
        switch (Math.Abs((long)move.Operation) % 12)
        {
            // An instance that is not there is wanted first, otherwise most moves would be refused.
            case 0:
            case var _ when !Up && choice % 8 != 7:
                var three = choice % 2 == 1;
                return Up
                    ? ("instantiate", VnfDriver.Instantiate(), 409, this)
                    : ("instantiate", VnfDriver.Instantiate(three ? "three" : "one"), 202, new VnfModel(true, "small", three ? 2 : 0, false));
            case 1 or 2:
                return Scale((int)(choice % 3) + 1);
            case 3:
                return Scale(-(int)(choice % 3) - 1);
            case 4:
                var level = (int)(choice % 5);
                return Legal("scale_to_level", $$"""{"scaleInfo":[{"aspectId":"load","scaleLevel":{{level}}}]}""", level <= Highest, this with { Level = Math.Min(level, Highest) });
            case 5:
                var named = choice % 2 == 0;
                return Legal("scale_to_level", $$"""{"instantiationLevelId":"{{(named ? "three" : "one")}}"}""", true, this with { Level = named ? 2 : 0 });
            case 6:
                var flavour = choice % 4 == 0 ? Flavour : Flavour == "small" ? "big" : "small";
                return Legal("change_flavour", $$"""{"newFlavourId":"{{flavour}}"}""", flavour != Flavour, this with { Flavour = flavour, Level = 0 });
            case 7:
                return Legal("heal", $$"""{"cause":"model","additionalParams":{"all":{{(choice % 2 == 0 ? "true" : "false")}},"volumes":"{{(choice % 3 == 0 ? "REBUILD" : "KEEP")}}" } }""", true, this);
            case 8 or 9:
                var stop = choice % 2 == 0;
                return Legal("operate", stop ? """{"changeStateTo":"STOPPED","stopType":"FORCEFUL"}""" : """{"changeStateTo":"STARTED"}""", true, this with { Stopped = stop });
            case 10:
                var network = choice % 2 == 0 ? "net-b" : "net-a";
                return Legal("change_ext_conn", $$"""{"extVirtualLinks":[{"id":"ext-{{network}}","resourceId":"{{network}}","extCps":[{"cpdId":"out"}]}]}""", true, this);
            default:
                return choice % 3 == 0
                    ? Legal("terminate", """{"terminationType":"FORCEFUL"}""", true, New)
                    : ("modify", $$"""{"metadata":{"owner":"model-{{address++}}" } }""", 202, this);
        }

        (string Task, string Body, int Status, VnfModel Next) Scale(int steps) => Legal(
            "scale",
            $$"""{"type":"{{(steps > 0 ? "SCALE_OUT" : "SCALE_IN")}}","aspectId":"load","numberOfSteps":{{Math.Abs(steps)}}}""",
            Level + steps is >= 0 and <= Highest,
            this with { Level = Math.Clamp(Level + steps, 0, Highest) });

        (string Task, string Body, int Status, VnfModel Next) Legal(string task, string body, bool fits, VnfModel next)
            => (task, body, !Up ? 409 : fits ? 202 : 422, Up && fits ? next : this);
    }

    /// <summary>How a real instance differs from this; null: not at all.</summary>
    public string? Difference(VnfInstance real)
    {
        var info = real.InstantiatedVnfInfo;
        var servers = (info?.VnfcResourceInfo ?? []).GroupBy(v => v.VduId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        if (Up != (real.InstantiationState == InstantiationState.INSTANTIATED))
        {
            return $"it is {real.InstantiationState}";
        }
        if (!Up)
        {
            return info is null ? null : "it is not instantiated but has instantiatedVnfInfo";
        }
        var level = info!.ScaleStatus!.Single(s => s.AspectId == "load").ScaleLevel;
        return info.FlavourId != Flavour ? $"its flavour is {info.FlavourId}, not {Flavour}"
            : level != Level ? $"its level is {level}, not {Level}"
            : (info.VnfState == VnfOperationalStateType.STOPPED) != Stopped ? $"it is {info.VnfState}"
            : !servers.OrderBy(s => s.Key, StringComparer.Ordinal).SequenceEqual(Vnfcs.OrderBy(s => s.Key, StringComparer.Ordinal)) ? $"it has the VNFCs {string.Join(", ", servers)}, not {string.Join(", ", Vnfcs)}"
            : null;
    }
}
