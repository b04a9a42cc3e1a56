using System.Collections.Immutable;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Tests.Service;

namespace NfvOrchestrator.Vnfm.Tests.Model;

/// <summary>
/// What a VNF of <see cref="TestVnfd"/> is, in the fewest words: the reference that the real one is compared with. Immutable; an operation is a function from
/// the state before to the state after, or to the status with which it must be refused.
/// </summary>
internal sealed record VnfModel
{
    private const int Highest = 3;
    private static readonly int[] Fronts = [1, 2, 4, 6];

    /// <summary>An instance that was just created.</summary>
    public static VnfModel New { get; } = new();

    /// <summary>Instantiated.</summary>
    public bool Up { get; init; }

    /// <summary>Its flavour.</summary>
    public string Flavour { get; init; } = "small";

    /// <summary>Scale level of its aspect.</summary>
    public int Level { get; init; }

    /// <summary>The VNF is stopped.</summary>
    public bool Stopped { get; init; }

    /// <summary>It is of the next package.</summary>
    public bool Next { get; init; }

    /// <summary>Its inner link is somebody else's.</summary>
    public bool Managed { get; init; }

    /// <summary>VNFCs that are stopped while the VNF is not, by VDU and place.</summary>
    public ImmutableSortedSet<string> Off { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>What its snapshots were taken of; null: the snapshot was not taken.</summary>
    public ImmutableList<VnfModel?> Snapshots { get; init; } = [];

    /// <summary>VNFCs of each VDU.</summary>
    public IReadOnlyDictionary<string, int> Vnfcs
    {
        get
        {
            var all = new Dictionary<string, int>(StringComparer.Ordinal);
            if (Up)
            {
                all["front"] = Fronts[Level];
                all[Flavour == "small" ? "back" : "cache"] = 1;
                if (Next)
                {
                    all["probe"] = 1;
                }
            }
            return all;
        }
    }

    /// <summary>The operation that a move means, how it must be answered, and what it leads to.</summary>
    public ModelStep Apply(Move move, ref int address)
    {
        var choice = Math.Abs((long)move.Choice);
        switch (Math.Abs((long)move.Operation) % 20)
        {
            // An instance that is not there is wanted first, otherwise most moves would be refused.
            case 0:
            case var _ when !Up && choice % 8 != 7:
                var three = choice % 2 == 1;
                var managed = choice % 3 == 1;
                return Up
                    ? new("instantiate", VnfDriver.Instantiate(), 409, this)
                    : new("instantiate", VnfDriver.Instantiate(three ? "three" : "one", managed: managed), 202, this with { Up = true, Flavour = "small", Level = three ? 2 : 0, Stopped = false, Managed = managed, Off = Off.Clear() });
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
            case 8:
                return Legal("heal", $$"""{"vnfcInstanceId":["{{Vnfc(choice)}}"],"healScript":"repair"}""", true, this);
            case 9:
                var stop = choice % 2 == 0;
                return Legal("operate", stop ? """{"changeStateTo":"STOPPED","stopType":"FORCEFUL"}""" : """{"changeStateTo":"STARTED"}""", true, this with { Stopped = stop, Off = Off.Clear() });
            case 10:
                return Operate(choice % 2 == 0, Vnfc(choice / 2));
            case 11:
                var network = choice % 2 == 0 ? "net-b" : "net-a";
                return Legal("change_ext_conn", $$"""{"extVirtualLinks":[{"id":"ext-{{network}}","resourceId":"{{network}}","extCps":[{"cpdId":"out"}]}]}""", true, this);
            case 12 or 13:
                var strategy = (choice % 3) switch { 0 => "ROLLING", 1 => "BLUE_GREEN", _ => "ALL_AT_ONCE" };
                var other = choice % 5 == 4 ? Next : !Next;
                return Legal("change_vnfpkg", $$"""{"vnfdId":"{{(other ? TestVnfd.NextId : TestVnfd.Id)}}","additionalParams":{"strategy":"{{strategy}}"} }""", other != Next, this with { Next = other });
            case 14 or 18:
                return Legal("create_snapshot", """{"vnfSnapshotInfoId":"%NEW%"}""", true, this with { Snapshots = Snapshots.Add(this) });
            case 15 or 16 or 19 when Snapshots.Count > 0:
                var index = (int)(choice % Snapshots.Count);
                var taken = Snapshots[index];
                return new(
                    "revert_to_snapshot",
                    $$"""{"vnfSnapshotInfoId":"%{{index}}%"}""",
                    !Up || taken is null || taken.Next != Next ? 409 : 202,
                    taken is null ? this : taken with { Snapshots = Snapshots });
            default:
                return choice % 3 == 0
                    ? Legal("terminate", """{"terminationType":"FORCEFUL"}""", true, Down)
                    : new("modify", $$"""{"metadata":{"owner":"model-{{address++}}" } }""", 202, this);
        }

        ModelStep Scale(int steps) => Legal(
            "scale",
            $$"""{"type":"{{(steps > 0 ? "SCALE_OUT" : "SCALE_IN")}}","aspectId":"load","numberOfSteps":{{Math.Abs(steps)}}}""",
            Level + steps is >= 0 and <= Highest,
            this with { Level = Math.Clamp(Level + steps, 0, Highest) });

        ModelStep Operate(bool stop, string vnfc)
        {
            var off = Stopped ? Off.Union(Places) : Off;
            var next = stop ? off.Add(vnfc) : off.Remove(vnfc);
            var whole = stop && next.Count == Places.Count;
            return Legal(
                "operate",
                $$"""{"changeStateTo":"{{(stop ? "STOPPED" : "STARTED")}}",{{(stop ? "\"stopType\":\"FORCEFUL\"," : "")}}"vnfcInstanceId":["{{vnfc}}"]}""",
                true,
                this with { Stopped = whole, Off = whole ? Off.Clear() : next });
        }

        ModelStep Legal(string task, string body, bool fits, VnfModel next)
            => new(task, body, !Up ? 409 : fits ? 202 : 422, Up && fits ? next.Fitting() : this);
    }

    /// <summary>After a termination.</summary>
    public VnfModel Down => New with { Next = Next, Snapshots = Snapshots };

    /// <summary>How a real instance differs from this; null: not at all.</summary>
    public string? Difference(VnfInstance real)
    {
        var info = real.InstantiatedVnfInfo;
        var servers = (info?.VnfcResourceInfo ?? []).GroupBy(v => v.VduId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        if (Up != (real.InstantiationState == InstantiationState.INSTANTIATED))
        {
            return $"it is {real.InstantiationState}";
        }
        if (real.VnfdId != (Next ? TestVnfd.NextId : TestVnfd.Id))
        {
            return $"it is of the package {real.VnfdId}";
        }
        if (!Up)
        {
            return info is null ? null : "it is not instantiated but has instantiatedVnfInfo";
        }
        var level = info!.ScaleStatus!.Single(s => s.AspectId == "load").ScaleLevel;
        var off = PlacesOf(info).Where(p => info.VnfcInfo!.Single(v => v.Id == p.Value).VnfcState == VnfOperationalStateType.STOPPED).Select(p => p.Key).Order(StringComparer.Ordinal).ToList();
        return info.FlavourId != Flavour ? $"its flavour is {info.FlavourId}, not {Flavour}"
            : level != Level ? $"its level is {level}, not {Level}"
            : (info.VnfState == VnfOperationalStateType.STOPPED) != Stopped ? $"it is {info.VnfState}"
            : !servers.OrderBy(s => s.Key, StringComparer.Ordinal).SequenceEqual(Vnfcs.OrderBy(s => s.Key, StringComparer.Ordinal)) ? $"it has the VNFCs {string.Join(", ", servers)}, not {string.Join(", ", Vnfcs)}"
            : !off.SequenceEqual(Stopped ? Places : Off) ? $"stopped are {string.Join(", ", off)}, not {string.Join(", ", Stopped ? Places : Off)}"
            : (info.ExtManagedVirtualLinkInfo is { Count: > 0 }) != Managed ? $"its inner link is {(Managed ? "not " : "")}somebody else's"
            : null;
    }

    /// <summary>VNFCs of an instance by VDU and place: the numbers in their identifiers change with the package.</summary>
    public static IReadOnlyDictionary<string, string> PlacesOf(InstantiatedVnfInfo info) => info.VnfcInfo!
        .GroupBy(v => v.VduId, StringComparer.Ordinal)
        .SelectMany(g => g.OrderBy(v => int.Parse(v.Id.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture)).Select((v, place) => (Place: $"{g.Key}/{place}", v.Id)))
        .ToDictionary(p => p.Place, p => p.Id, StringComparer.Ordinal);

    private ImmutableSortedSet<string> Places => [.. Vnfcs.SelectMany(v => Enumerable.Range(0, v.Value).Select(place => $"{v.Key}/{place}"))];

    private string Vnfc(long choice) => Up ? Places[(int)(choice % Places.Count)] : "front/0";

    /// <summary>Without stopped VNFCs that are not there any more.</summary>
    private VnfModel Fitting() => this with { Off = Off.Intersect(Places) };
}
