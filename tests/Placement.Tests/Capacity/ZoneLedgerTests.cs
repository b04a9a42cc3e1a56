using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Placement.Capacity;
using static NfvOrchestrator.Placement.Tests.Capacity.Clouds;

namespace NfvOrchestrator.Placement.Tests.Capacity;

public sealed class ZoneLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_never_promises_more_than_there_is_and_the_sums_are_those_of_the_parts() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var cloud = Vim("v", Zone("z1", Cpu(20), Cpu(3)), Zone("z2", Host("h1", Cpu(8), Cpu(1)), Host("h2", Cpu(12)))).WithQuota("t", Cpu(30), Cpu(2));
        var ledger = new CapacityLedger { Zones = ZoneLedger.From(cloud) };
        for (var i = 0; i < 60; i++)
        {
            var owner = $"o{random.Next(6)}";
            switch (random.Next(5))
            {
                case 0:
                    ledger = ledger.Release(owner);
                    break;
                case 1:
                    ledger = ledger.Expire(Start.AddMinutes(i));
                    break;
                default:
                    var zone = random.Next(2);
                    var line = Line($"{i}", "v", zone == 0 ? "z1" : "z2", random.Next(1, 9), zone == 0 ? null : $"h{random.Next(1, 3)}");
                    var before = ledger;
                    (ledger, var result) = ledger.Reserve(owner, "t", [line], random.Next(2) == 0 ? null : Start.AddMinutes(i + random.Next(10)));
                    if (!result.Reserved)
                    {
                        ledger.ShouldBeSameAs(before);
                        result.Shortages.ShouldNotBeEmpty();
                    }
                    break;
            }
            ledger.Zones.Zones.ShouldAllBe(z => z.Counters.Free.IsNotNegative && z.Hosts.All(h => h.Counters.Free.IsNotNegative));
            ledger.Zones.QuotaLeft("v", "t").IsNotNegative.ShouldBeTrue();
            foreach (var zone in ledger.Zones.Zones)
            {
                zone.Counters.Reserved.Vcpus.ShouldBe(ledger.Reservations.Values.SelectMany(r => r.Lines).Where(l => l.ZoneId == zone.ZoneId).Sum(l => l.Amounts.Vcpus));
            }
        }
        var rebuilt = ZoneLedger.From(cloud, ledger.Reservations.Values);
        rebuilt.Zones.Select(z => z.Counters).ShouldBe(ledger.Zones.Zones.Select(z => z.Counters));
        foreach (var owner in ledger.Reservations.Keys)
        {
            ledger = ledger.Release(owner);
        }
        ledger.Zones.Zones.ShouldAllBe(z => z.Counters.Reserved == default);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void An_account_never_promises_more_in_all_zones_than_its_cloud_lets_it_have() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var limit = new AccountUse(Cpu(20, 64, 30), Cpu(3, 8, 0));
        CapacityModel Now(ResourceAmounts ours) => new()
        {
            Vims = [new VimCapacity { VimId = "v", Zones = [Zone("z1", ResourceAmounts.NoLimit), Zone("z2", ResourceAmounts.NoLimit)], Limit = limit with { Used = limit.Used + ours } }, new VimCapacity { VimId = "w", Zones = [Zone("z1", Cpu(5, 5, 5))] }],
        };
        var ledger = new CapacityLedger { Zones = ZoneLedger.From(Now(default)) };
        for (var i = 0; i < 60; i++)
        {
            var owner = $"o{random.Next(6)}";
            var pinned = random.Next(2) == 0;
            switch (random.Next(6))
            {
                case 0:
                    ledger = ledger.Release(owner);
                    break;
                case 1:
                    ledger = ledger.Confirm(owner);
                    break;
                case 2:
                    var there = ledger.Reservations.Values.SelectMany(r => r.Lines.Where(l => l.VimId == "v" && r.ConfirmedKeys.Contains(l.Key))).Aggregate(default(ResourceAmounts), (sum, l) => sum + Counted(l.Amounts));
                    ledger = ledger with { Zones = ledger.Zones.RefreshVim(Now(there).Vims[0]) };
                    break;
                default:
                    var (cpus, memory) = (random.Next(1, 6), random.Next(1, 12));
                    var amounts = pinned ? new ResourceAmounts { PinnedCpus = cpus, HugepagesMiB = memory } : Cpu(cpus, memory, random.Next(4));
                    var line = new ReservationLine { Key = $"{i}", VimId = "v", ZoneId = $"z{random.Next(1, 3)}", Amounts = amounts };
                    var placed = Placer.Place(ledger.Zones, new PlacementRequest { Tenant = "t", Demands = [new ResourceDemand { Key = line.Key, Amounts = amounts }], AllowedZones = [new ZoneRef("v", line.ZoneId)] });
                    (ledger, var result) = ledger.Reserve(owner, "t", [line]);
                    (placed.Rejection is null).ShouldBe(result.Reserved);
                    if (!result.Reserved)
                    {
                        result.Shortages.ShouldAllBe(s => s.IsOfAccount);
                        placed.Rejection!.Kind.ShouldBe(PlacementRejectionKind.QuotaExceeded);
                    }
                    break;
            }
            var promised = ledger.Reservations.Values.SelectMany(r => r.Lines).Aggregate(default(ResourceAmounts), (sum, l) => sum + Counted(l.Amounts));
            var account = ledger.Zones.Limits.ShouldHaveSingleItem();
            account.Promised.ShouldBe(promised);
            account.External.ShouldBe(limit.Used);
            (limit.Limit - limit.Used - promised).IsNotNegative.ShouldBeTrue();
        }

        static ResourceAmounts Counted(ResourceAmounts a) => Cpu(a.Vcpus + a.PinnedCpus, a.MemoryMiB + a.HugepagesMiB, a.StorageGiB);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Our_own_resources_are_not_counted_twice_once_they_exist()
    {
        var ledger = ZoneLedger.From(Vim("v", Zone("z", Cpu(20), Cpu(5))));
        var reserved = ledger.TryReserve("o", "t", [Line("a", "v", "z", 4)]);
        reserved.Ledger.Zones[0].Counters.Free.Vcpus.ShouldBe(11);

        var (confirmed, reservation) = reserved.Ledger.Confirm(reserved.Reservation!);
        confirmed.Refresh(Vim("v", Zone("z", Cpu(20), Cpu(9)))).Zones[0].Counters.Free.Vcpus.ShouldBe(11);

        var (leaving, unconfirmed) = confirmed.Unconfirm(reservation);
        var released = leaving.Release(unconfirmed).Refresh(Vim("v", Zone("z", Cpu(20), Cpu(5))));
        released.Zones[0].Counters.Free.Vcpus.ShouldBe(15);
        released.Zones[0].Counters.Reserved.ShouldBe(default);
        released.Zones[0].Counters.Consumed.ShouldBe(default);
    }

    [Fact]
    public void A_vim_that_chose_another_host_leaves_no_phantom_behind()
    {
        var ledger = ZoneLedger.From(Vim("v", Zone("z", Host("h1", Cpu(8)), Host("h2", Cpu(8)))));
        var reserved = ledger.TryReserve("o", "t", [Line("a", "v", "z", 6, "h1")]);
        var (confirmed, reservation) = reserved.Ledger.Confirm(reserved.Reservation!);
        confirmed.FindZone("v", "z")!.Hosts.Select(h => h.Counters.Free.Vcpus).ShouldBe([2, 8]);

        // it went to h2
        var seen = confirmed.Refresh(Vim("v", Zone("z", Host("h1", Cpu(8)), Host("h2", Cpu(8), Cpu(6)))));
        seen.FindZone("v", "z")!.Hosts.Select(h => h.Counters.Free.Vcpus).ShouldBe([8, 2]);
        seen.FindZone("v", "z")!.Counters.Free.Vcpus.ShouldBe(10);

        var gone = seen.Release(reservation).Refresh(Vim("v", Zone("z", Host("h1", Cpu(8)), Host("h2", Cpu(8)))));
        gone.FindZone("v", "z")!.Hosts.Select(h => h.Counters.Free.Vcpus).ShouldBe([8, 8]);
        gone.FindZone("v", "z")!.Counters.Free.Vcpus.ShouldBe(16);
    }

    [Fact]
    public void Scaling_adds_and_takes_lines()
    {
        var ledger = ZoneLedger.From(Vim("v", Zone("z", Cpu(20))));
        var first = ledger.TryReserve("o", "t", [Line("a", "v", "z", 4)]);
        var second = first.Ledger.TryReserve("o", "t", [Line("b", "v", "z", 4)], existing: first.Reservation);
        second.Reservation!.Lines.Select(l => l.Key).ShouldBe(["a", "b"]);
        var (after, left) = second.Ledger.Release(second.Reservation, ["a"]);
        after.Zones[0].Counters.Free.Vcpus.ShouldBe(16);
        left.Lines.Single().Key.ShouldBe("b");
        Should.Throw<ArgumentException>(() => after.TryReserve("o", "t", [Line("b", "v", "z", 1)], existing: left));
    }

    [Fact]
    public void A_zone_that_vanishes_stays_closed_while_something_is_promised_in_it()
    {
        var reserved = ZoneLedger.From(Vim("v", Zone("z", Cpu(20)))).TryReserve("o", "t", [Line("a", "v", "z", 4)]);
        var gone = reserved.Ledger.Refresh(Vim("v"));
        gone.FindZone("v", "z")!.Accepting.ShouldBeFalse();
        gone.TryReserve("p", "t", [Line("x", "v", "z", 1)]).Reserved.ShouldBeFalse();
        gone.Release(reserved.Reservation!).Refresh(Vim("v")).Zones.ShouldBeEmpty();
    }

    [Fact]
    public void It_survives_json_and_is_small()
    {
        var cloud = Vim("v", Zone("z", Enumerable.Range(0, 100).Select(h => Host($"h{h}", Cpu(64, 262144) with { LocalDiskGiB = 2000 }, Cpu(3, 4096))).ToArray())).WithQuota("t", ResourceAmounts.NoLimit with { Vcpus = 100 });
        var result = ZoneLedger.From(cloud).TryReserve("o", "t", [Line("a", "v", "z", 4, "h7")], Start);
        var json = JsonSerializer.Serialize(result.Ledger, LedgerJson.Default.ZoneLedger);
        var back = JsonSerializer.Deserialize(json, LedgerJson.Default.ZoneLedger)!;
        back.Zones[0].Counters.ShouldBe(result.Ledger.Zones[0].Counters);
        back.Zones[0].Hosts.Select(h => h.Counters).ShouldBe(result.Ledger.Zones[0].Hosts.Select(h => h.Counters));
        back.Quotas.ShouldBe(result.Ledger.Quotas);
        (json.Length / 100).ShouldBeLessThan(130);
        var reservation = JsonSerializer.Deserialize(JsonSerializer.Serialize(result.Reservation!, LedgerJson.Default.Reservation), LedgerJson.Default.Reservation)!;
        reservation.Lines.ShouldBe(result.Reservation!.Lines);
        reservation.ExpiresAt.ShouldBe(Start);
    }
}
