using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Placement.Capacity;
using static NfvOrchestrator.Placement.Tests.Capacity.Clouds;

namespace NfvOrchestrator.Placement.Tests.Capacity;

public sealed class PlacerTests
{
    private static ZoneLedger TwoZones => ZoneLedger.From(Vim("v", Zone("z1", Cpu(16, 1000)), Zone("z2", Cpu(32, 1000))));

    [Fact]
    public void Demands_go_where_they_fit_and_stay_together()
    {
        var placed = Placer.Place(TwoZones, Request(Server("a", 20), Server("b", 12)));
        placed.Lines!.ShouldAllBe(l => l.ZoneId == "z2");
    }

    [Fact]
    public void Anti_affinity_over_zones_uses_both_and_says_when_there_are_too_few()
    {
        var two = Request(Server("a", 1), Server("b", 1)) with { Groups = [Apart(AffinityScope.Zone, false, "a", "b")] };
        Placer.Place(TwoZones, two).Lines!.Select(l => l.ZoneId).Distinct().Count().ShouldBe(2);

        var three = Request(Server("a", 1), Server("b", 1), Server("c", 1)) with { Groups = [Apart(AffinityScope.Zone, false, "a", "b", "c")] };
        var refused = Placer.Place(TwoZones, three).Rejection!;
        refused.Kind.ShouldBe(PlacementRejectionKind.ConstraintUnsatisfiable);
        refused.GroupId.ShouldBe("apart");
        refused.Alternative!.WithoutGroupId.ShouldBe("apart");
        refused.Message.ShouldContain("anti-affinity group apart");

        var relaxed = Placer.Place(TwoZones, three with { Groups = [Apart(AffinityScope.Zone, true, "a", "b", "c")] });
        relaxed.RelaxedGroups.ShouldBe(["apart"]);
        relaxed.Lines!.Select(l => l.ZoneId).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Groups_hold_across_scaling()
    {
        var request = Request(Server("b", 1)) with { Existing = [Line("a", "v", "z2", 1)], Groups = [Apart(AffinityScope.Zone, false, "a", "b")] };
        Placer.Place(TwoZones, request).Lines!.Single().ZoneId.ShouldBe("z1");
        Placer.Place(TwoZones, request with { Groups = [Together(AffinityScope.Zone, "a", "b")] }).Lines!.Single().ZoneId.ShouldBe("z2");
    }

    [Fact]
    public void A_zone_with_room_but_no_host_with_room_is_refused_and_the_gap_is_named()
    {
        var ledger = ZoneLedger.From(Vim("v", Zone("z", Host("h1", Cpu(8), Cpu(2)), Host("h2", Cpu(8), Cpu(1)))));
        var refused = Placer.Place(ledger, Request(Server("big", 8))).Rejection!;
        refused.Kind.ShouldBe(PlacementRejectionKind.DemandTooLarge);
        refused.DemandKey.ShouldBe("big");
        refused.Shortages[0].ShouldBe(new Shortage { VimId = "v", ZoneId = "z", HostId = "h2", Dimension = ResourceDimension.Vcpus, Needed = 8, Available = 7 });
        refused.Shortages[0].Missing.ShouldBe(1);
        refused.Message.ShouldContain("host v/z/h2: vCPU 8 needed, 7 left, 1 missing");
    }

    [Fact]
    public void Hosts_down_or_without_the_trait_are_not_used()
    {
        var ledger = ZoneLedger.From(Vim("v", Zone("z", Host("h1", Cpu(8), up: false), Host("h2", Cpu(8)), Host("h3", Cpu(8), Cpu(4), true, "AVX512"))));
        Placer.Place(ledger, Request(Server("a", 4) with { RequiredTraits = ["AVX512"] })).Lines!.Single().HostId.ShouldBe("h3");
        Placer.Place(ledger, Request(Server("a", 8))).Lines!.Single().HostId.ShouldBe("h2");
        Placer.Place(ledger, Request(Server("a", 5) with { RequiredTraits = ["AVX512"] })).Rejection!.Message.ShouldContain("h3");
    }

    [Fact]
    public void Node_affinity_in_a_zone_without_hosts_is_left_to_the_vim()
    {
        var placed = Placer.Place(TwoZones, Request(Server("a", 1), Server("b", 1)) with { Groups = [Apart(AffinityScope.NfviNode, false, "a", "b")] });
        placed.LeftToVim.ShouldBe(["apart"]);
    }

    [Fact]
    public void Quota_and_zone_constraints_are_reasons_with_a_way_out()
    {
        var quota = ZoneLedger.From(Vim("v", Zone("z", Cpu(100))).WithQuota("t", ResourceAmounts.NoLimit with { Vcpus = 10 }, Cpu(4)));
        var refused = Placer.Place(quota, Request(Server("a", 4), Server("b", 4))).Rejection!;
        refused.Kind.ShouldBe(PlacementRejectionKind.QuotaExceeded);
        refused.Message.ShouldContain("quota in v: vCPU 4 needed, 2 left, 2 missing");
        refused.Alternative!.Lines.Count.ShouldBe(1);

        var elsewhere = Placer.Place(TwoZones, Request(Server("a", 20)) with { AllowedZones = [new ZoneRef("v", "z1")] }).Rejection!;
        elsewhere.Alternative!.IgnoresZoneConstraints.ShouldBeTrue();
        elsewhere.Message.ShouldContain("v/z2");

        Placer.Place(ZoneLedger.Empty, Request(Server("a", 1))).Rejection!.Kind.ShouldBe(PlacementRejectionKind.NoCandidateZone);
        Placer.Place(TwoZones, Request(Server("a", 1)) with { ExcludedZones = [new ZoneRef("v", null)] }).Rejection!.Kind.ShouldBe(PlacementRejectionKind.NoCandidateZone);
    }

    [Fact]
    public void The_search_goes_back_on_a_good_looking_choice()
    {
        // packing puts the first onto the fuller zone, where its partner that must be near no longer fits
        var ledger = ZoneLedger.From(Vim("v", Zone("z1", Cpu(10)), Zone("z2", Cpu(18))).And(Vim("w", Zone("z3", Cpu(16)))));
        var request = Request(Server("a", 8), Server("b", 8), Server("c", 9)) with { Groups = [Together(AffinityScope.NfviPop, "a", "b", "c")] };
        Placer.Place(ledger, request).Lines!.ShouldAllBe(l => l.VimId == "v");
    }

    [Fact]
    public void It_finds_a_place_whenever_there_is_one() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var zones = Enumerable.Range(0, random.Next(1, 4)).Select(z => random.Next(2) == 0
            ? Zone($"z{z}", Cpu(random.Next(1, 12)), default, $"g{random.Next(2)}")
            : Zone($"z{z}", Enumerable.Range(0, random.Next(1, 4)).Select(h => Host($"h{h}", Cpu(random.Next(1, 8)))).ToArray())).ToArray();
        var demands = Enumerable.Range(0, random.Next(1, 5)).Select(i => Server($"d{i}", random.Next(1, 6))).ToArray();
        var groups = Enumerable.Range(0, random.Next(3)).Select(g => new AffinityGroup
        {
            Id = $"g{g}",
            Anti = random.Next(2) == 0,
            Scope = (AffinityScope)random.Next(4),
            Members = demands.Where(_ => random.Next(2) == 0).Select(d => d.Key).ToList(),
        }).ToList();
        var request = new PlacementRequest { Tenant = "t", Demands = demands, Groups = groups };
        var ledger = ZoneLedger.From(Vim("v", zones));
        var result = Placer.Place(ledger, request);
        result.Placed.ShouldBe(Reference.CanPlace(ledger, request), result.Rejection?.Message);
        if (result.Placed)
        {
            Reference.Valid(ledger, request, result.Lines).ShouldBeTrue();
            ledger.TryReserve("o", "t", result.Lines).Reserved.ShouldBeTrue();
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Three_hundred_servers_on_five_hundred_hosts_are_placed_quickly()
    {
        var ledger = ZoneLedger.From(Vim("v", Enumerable.Range(0, 5).Select(z => Zone($"z{z}", Enumerable.Range(0, 100).Select(h => Host($"h{h:D3}", Cpu(32, 65536))).ToArray())).ToArray()));
        var request = Request(Enumerable.Range(0, 300).Select(i => Server($"s{i:D3}", 8, 16384)).ToArray());
        var start = Stopwatch.GetTimestamp();
        Placer.Place(ledger, request).Placed.ShouldBeTrue();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    /// <summary>All assignments, one by one.</summary>
    private static class Reference
    {
        public static bool CanPlace(ZoneLedger ledger, PlacementRequest request)
        {
            var places = ledger.Zones.SelectMany(z => z.Hosts.Count == 0 ? [(z, (string?)null)] : z.Hosts.Select(h => (z, (string?)h.HostId))).ToList();
            return Try([]);

            bool Try(List<ReservationLine> lines)
            {
                if (lines.Count == request.Demands.Count)
                {
                    return Valid(ledger, request, lines);
                }
                var d = request.Demands[lines.Count];
                return places.Any(p => Try([.. lines, new ReservationLine { Key = d.Key, VimId = p.z.VimId, ZoneId = p.z.ZoneId, HostId = p.Item2, Amounts = d.Amounts }]));
            }
        }

        public static bool Valid(ZoneLedger ledger, PlacementRequest request, IReadOnlyList<ReservationLine> lines)
        {
            if (lines.GroupBy(l => l.ZoneId).Any(g => g.Sum(l => l.Amounts.Vcpus) > ledger.FindZone("v", g.Key)!.Counters.Total.Vcpus)
                || lines.Where(l => l.HostId is not null).GroupBy(l => (l.ZoneId, l.HostId)).Any(g => g.Sum(l => l.Amounts.Vcpus) > ledger.FindZone("v", g.Key.ZoneId)!.Hosts.Single(h => h.HostId == g.Key.HostId).Counters.Total.Vcpus))
            {
                return false;
            }
            foreach (var group in request.Groups)
            {
                var members = lines.Where(l => group.Members.Contains(l.Key)).ToList();
                foreach (var (a, b) in members.SelectMany(a => members.Where(b => string.CompareOrdinal(a.Key, b.Key) < 0).Select(b => (a, b))))
                {
                    if (Same(ledger, a, b, group.Scope) == group.Anti)
                    {
                        return false;
                    }
                }
            }
            return true;
        }

        private static bool? Same(ZoneLedger ledger, ReservationLine a, ReservationLine b, AffinityScope scope) => scope switch
        {
            AffinityScope.NfviPop => true,
            AffinityScope.Zone => a.ZoneId == b.ZoneId,
            AffinityScope.ZoneGroup => a.ZoneId == b.ZoneId || ledger.FindZone("v", a.ZoneId)!.ZoneGroups.Intersect(ledger.FindZone("v", b.ZoneId)!.ZoneGroups).Any(),
            _ => a.ZoneId != b.ZoneId ? false : a.HostId is null ? null : a.HostId == b.HostId,
        };
    }
}
