using System.Text.Json;
using NfvOrchestrator.Placement.Capacity;
using static NfvOrchestrator.Placement.Tests.Capacity.Clouds;

namespace NfvOrchestrator.Placement.Tests.Capacity;

/// <summary>Disk of hosts is counted like any other dimension, and limits nothing where it is not told or was not known yet.</summary>
public sealed class LocalDiskTests
{
    private static readonly ZoneLedger TwoHosts = ZoneLedger.From(Cloud(0));

    [Fact]
    public void A_host_without_enough_is_no_candidate_and_the_reason_says_so()
    {
        Placer.Place(TwoHosts, Request(Disk("a", 150))).Lines!.Single().HostId.ShouldBe("large");
        var refused = Placer.Place(TwoHosts, Request(Disk("a", 250))).Rejection!;
        refused.Kind.ShouldBe(PlacementRejectionKind.DemandTooLarge);
        refused.Shortages[0].ShouldBe(new Shortage { VimId = "v", ZoneId = "z", HostId = "large", Dimension = ResourceDimension.LocalDiskGiB, Needed = 250, Available = 200 });
        refused.Message.ShouldContain("host v/z/large: local disk GiB 250 needed, 200 left, 50 missing");
        refused.Message.ShouldContain("host v/z/small: local disk GiB 250 needed, 100 left, 150 missing");
        Placer.Place(TwoHosts, Request(Disk("a", 301))).Rejection!.Message.ShouldContain("zone v/z: local disk GiB 301 needed, 300 left, 1 missing");
    }

    [Fact]
    public void It_is_reserved_confirmed_refreshed_resized_and_released()
    {
        ReservationLine line = new() { Key = "a", VimId = "v", ZoneId = "z", HostId = "large", Amounts = Disk("a", 150).Amounts };
        var reserved = TwoHosts.TryReserve("o", "t", [line]);
        Free(reserved.Ledger).ShouldBe((150, 50, 100));
        reserved.Ledger.TryReserve("p", "t", [line]).Message!.ShouldContain("host v/z/large: local disk GiB 150 needed, 50 left, 100 missing");

        var (confirmed, reservation) = reserved.Ledger.Confirm(reserved.Reservation!);
        Free(confirmed.Refresh(Cloud(150))).ShouldBe((150, 50, 100));
        var (smaller, less) = confirmed.Refresh(Cloud(150)).Resize(reservation, new Dictionary<string, ResourceAmounts>(StringComparer.Ordinal) { ["a"] = line.Amounts with { LocalDiskGiB = 120 } });
        Free(smaller).ShouldBe((180, 80, 100));
        var (leaving, unconfirmed) = smaller.Unconfirm(less);
        Free(leaving.Release(unconfirmed).Refresh(Cloud(0))).ShouldBe((300, 200, 100));
        Free(reserved.Ledger.Release(reserved.Reservation!)).ShouldBe((300, 200, 100));
    }

    [Fact]
    public void Where_it_is_not_told_it_does_not_limit()
    {
        var nowhere = Cpu(8) with { LocalDiskGiB = ResourceAmounts.Unlimited };
        var model = Vim("v", new ZoneCapacity { ZoneId = "z", Total = nowhere, Used = default, Hosts = [Host("h", nowhere)] });
        var ledger = ZoneLedger.From(model with { Vims = [.. model.Vims.Select(v => v with { Limit = new AccountUse(ResourceAmounts.NoLimit with { Vcpus = 4 }, default) })] });
        var placed = Placer.Place(ledger, Request(Disk("a", 1_000_000), Disk("b", 1_000_000)));
        var reserved = ledger.TryReserve("o", "t", placed.Lines!);
        var (confirmed, reservation) = reserved.Ledger.Confirm(reserved.Reservation!);
        foreach (var books in new[] { reserved.Ledger, confirmed, confirmed.Refresh(model), confirmed.Release(reservation) })
        {
            books.Zones[0].Counters.Free.LocalDiskGiB.ShouldBe(ResourceAmounts.Unlimited);
            books.Zones[0].Hosts[0].Counters.Free.LocalDiskGiB.ShouldBe(ResourceAmounts.Unlimited);
        }
        reserved.Ledger.Limits.Single().Promised.ShouldBe(Cpu(2), "an account's limit takes no disk of hosts");
        Placer.Place(reserved.Ledger, Request(Disk("c", 1_000_000) with { Amounts = Cpu(3) with { LocalDiskGiB = 1 } })).Rejection!.Message.ShouldContain("vCPU 3 needed, 2 left");
    }

    [Fact]
    public void What_no_zone_limits_makes_nothing_hard_to_place()
    {
        // The large server chooses first, although the small one has the larger disk: otherwise the small one takes the CPUs that the large one needs.
        var cpus = Cpu(8) with { LocalDiskGiB = ResourceAmounts.Unlimited };
        var ledger = ZoneLedger.From(Vim("v", Zone("z", cpus)));
        DemandOrder.HardestFirst(Request(Disk("a", 500), new ResourceDemand { Key = "b", Amounts = Cpu(6) }), ledger).Select(d => d.Key).ShouldBe(["b", "a"]);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[8,1024]", 0)]
    [InlineData("[8,1024,0,0,0,2]", 0)]
    [InlineData("[8,1024,0,0,0,0,40]", 40)]
    public void Amounts_of_an_earlier_version_have_none(string json, long gib)
    {
        var read = JsonSerializer.Deserialize<ResourceAmounts>(json);
        read.LocalDiskGiB.ShouldBe(gib);
        JsonSerializer.Serialize(read).ShouldBe(json);
    }

    /// <summary>No total of an earlier version knows it, whatever else is limited: of hosts, of quotas with and without a limit of SR-IOV functions, of accounts.</summary>
    [Theory]
    [InlineData("[null,null,null,null,null,null]", ResourceAmounts.Unlimited)]
    [InlineData("[8,1024,500,0,0,null]", ResourceAmounts.Unlimited)]
    [InlineData("[null,null,null,null,null,10]", ResourceAmounts.Unlimited)]
    [InlineData("[null,null,null,null,null]", ResourceAmounts.Unlimited)] // no SR-IOV function at all
    [InlineData("[8,1024]", ResourceAmounts.Unlimited)]
    [InlineData("[8,1024,0,0,0,0,0]", 0)]
    [InlineData("[8,1024,0,0,0,null,0]", 0)]
    [InlineData("[8,1024,0,0,0,null,40]", 40)]
    [InlineData("[null,null,null,null,null,null,null]", ResourceAmounts.Unlimited)]
    public void Totals_of_an_earlier_version_do_not_limit_it(string json, long gib)
    {
        var quota = Read($$"""{"zones":[],"quotas":[{"vimId":"v","tenant":"t","isFixed":true,"counters":{"total":{{json}} } }],"limits":[{"vimId":"v","total":{{json}} }]}""");
        foreach (var total in new[] { quota.Quotas[0].Counters.Total, quota.Limits[0].Total })
        {
            total.LocalDiskGiB.ShouldBe(gib);
        }
        var again = Read(JsonSerializer.Serialize(quota, LedgerJson.Default.ZoneLedger));
        again.Quotas[0].Counters.ShouldBe(quota.Quotas[0].Counters);
        again.Limits.ShouldBe(quota.Limits);
    }

    /// <summary>What does not limit it is written as before: short, and a process of the earlier version beside this one reads it.</summary>
    [Fact]
    public void Totals_that_do_not_limit_it_are_written_as_before()
    {
        static string Written(ResourceAmounts total) => JsonSerializer.SerializeToElement(new ResourceCounters { Total = total }, LedgerJson.Default.ResourceCounters).GetProperty("total").GetRawText();
        Written(ResourceAmounts.NoLimit).ShouldBe("[null,null,null,null,null,null]");
        Written(Cpu(8, 1024) with { LocalDiskGiB = ResourceAmounts.Unlimited }).ShouldBe("[8,1024]");
        Written(Cpu(8, 1024)).ShouldBe("[8,1024,0,0,0,0,0]");
    }

    [Fact]
    public void More_numbers_than_dimensions_are_refused() => Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ResourceAmounts>("[1,2,3,4,5,6,7,8]"));

    private static ZoneLedger Read(string json) => JsonSerializer.Deserialize(json, LedgerJson.Default.ZoneLedger)!;

    private static CapacityModel Cloud(long usedOfLarge) => Vim("v", Zone(
        "z", Host("large", Cpu(8) with { LocalDiskGiB = 200 }, new ResourceAmounts { LocalDiskGiB = usedOfLarge }), Host("small", Cpu(8) with { LocalDiskGiB = 100 })));

    private static ResourceDemand Disk(string key, long gib) => new() { Key = key, Amounts = Cpu(1) with { LocalDiskGiB = gib } };

    private static (long Zone, long Large, long Small) Free(ZoneLedger ledger)
        => (ledger.Zones[0].Counters.Free.LocalDiskGiB, ledger.Zones[0].Hosts[0].Counters.Free.LocalDiskGiB, ledger.Zones[0].Hosts[1].Counters.Free.LocalDiskGiB);
}
