using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vim.Tests;

public sealed class NfviTests
{
    [Fact]
    public void PuttingTheSameTwiceMakesOneThing()
    {
        using var nfvi = Nfvis.New();
        var first = nfvi.Put("t", "a", Nfvis.Server(), out _);
        var second = nfvi.Put("t", "a", Nfvis.Server(), out _);
        first.Outcome.ShouldBe(VimPutOutcome.Created);
        second.Outcome.ShouldBe(VimPutOutcome.Unchanged);
        second.Resource.ShouldBeSameAs(first.Resource);
        first.Resource.State.ShouldBe(VimResourceState.ACTIVE);
        nfvi.Counters("t", VimResourceKind.Compute, "a").Created.ShouldBe(1);
    }

    [Fact]
    public void TwoTenantsWithTheSameKeyNeverMeet()
    {
        using var nfvi = Nfvis.New();
        var one = nfvi.Put("a", Nfvis.Server(), "one");
        var two = nfvi.Put("a", Nfvis.Server(), "two");
        one.VimResourceId.ShouldNotBe(two.VimResourceId);
        nfvi.Delete("one", VimResourceKind.Compute, "a", out _).ShouldBeNull();
        nfvi.Get(VimResourceKind.Compute, "a", "two").ShouldNotBeNull();
        nfvi.List("one", new VimResourceQuery()).Resources.ShouldBeEmpty();
        nfvi.Put("net", Nfvis.Network(), "two");
        Should.Throw<VimException>(() => nfvi.Put("p", new PortSpec { NetworkRef = "net" }, "one")).Cause.ShouldBe(VimErrorCause.NOT_FOUND);
    }

    [Fact]
    public void AFloatingAddressIsFromTheOuterNetworkOfTheAccountWhereNoneIsNamed()
    {
        var wanted = new PortSpec { NetworkRef = "net", FloatingIp = new VimFloatingIp(null, null) };
        using (var without = Nfvis.New())
        {
            without.Put("net", Nfvis.Network());
            var refusal = Should.Throw<VimException>(() => without.Put("p", wanted));
            (refusal.Cause, refusal.Message.Contains("OuterNetwork", StringComparison.Ordinal)).ShouldBe((VimErrorCause.NOT_SUPPORTED, true), refusal.Message);
            without.Put("p", wanted with { FloatingIp = null }).Outputs.Addresses.Single().Address.ShouldBe("10.0.0.1", "what was refused holds no address");
        }
        var options = Nfvis.Options();
        options.ProviderNetworks.Add(new ProviderNetworkOptions { Id = "outer", Cidr = "198.18.0.0/29", Gateway = "198.18.0.1" });
        options.OuterNetwork = "outer";
        using var nfvi = Nfvis.New(options);
        nfvi.Put("net", Nfvis.Network());
        nfvi.Put("p", wanted).Outputs.FloatingAddress.ShouldNotBeNull().ShouldStartWith("198.18.0.");
    }

    [Fact]
    public void FurtherDisksTakeTheDiskOfTheHost()
    {
        using var nfvi = Nfvis.New();
        long Used() => nfvi.Capacity("t").Zones.Sum(z => z.Pools.DiskGib.Used);
        var before = Used();
        nfvi.Put("a", Nfvis.Server() with { DiskGib = 1, FurtherDisksGib = [2, 3] });
        Used().ShouldBe(before + 6);
        var failed = nfvi.Put("b", Nfvis.Server() with { FurtherDisksGib = [60, 60] });
        (failed.State, failed.Error!.Cause, failed.Error.Message.Contains("disk", StringComparison.Ordinal)).ShouldBe((VimResourceState.ERROR, VimErrorCause.NO_VALID_HOST, true));
        Should.Throw<VimException>(() => nfvi.Put("a", Nfvis.Server() with { DiskGib = 1, FurtherDisksGib = [2] })).Message.ShouldContain("furtherDisksGib");
        nfvi.Delete("t", VimResourceKind.Compute, "a", out _);
        Used().ShouldBe(before);
    }

    [Fact]
    public void WhatCannotChangeIsNamed()
    {
        using var nfvi = Nfvis.New();
        nfvi.Put("a", Nfvis.Server() with { Zone = "zone-1" });
        var refusal = Should.Throw<VimException>(() => nfvi.Put("a", Nfvis.Server() with { Zone = "zone-2" }));
        refusal.Cause.ShouldBe(VimErrorCause.CONFLICT);
        refusal.Message.ShouldContain("zone");
        nfvi.Put("a", Nfvis.Server(vcpus: 4) with { Zone = "zone-1" }).State.ShouldBe(VimResourceState.ACTIVE);
        nfvi.Counters("t", VimResourceKind.Compute, "a").ShouldBe(new ResourceCounters(1, 1, 0, 0));
    }

    [Fact]
    public void AResizeThatFitsNowhereLeavesTheServerAsItWas()
    {
        using var nfvi = Nfvis.New();
        nfvi.Put("a", Nfvis.Server());
        var before = nfvi.Capacity("t").Zones.Select(zone => zone.Pools).ToList();
        Should.Throw<VimException>(() => nfvi.Put("a", Nfvis.Server(vcpus: 500))).Cause.ShouldBe(VimErrorCause.NO_VALID_HOST);
        nfvi.Capacity("t").Zones.Select(zone => zone.Pools).ShouldBe(before);
        nfvi.Get(VimResourceKind.Compute, "a")!.Spec.ShouldBeOfType<ComputeSpec>().Vcpus.ShouldBe(1);
    }

    [Fact]
    public void NoValidHostEndsInErrorAndAPutTriesAgain()
    {
        using var nfvi = Nfvis.New();
        var pinned = Nfvis.Server(vcpus: 4) with { CpuPolicy = VimCpuPolicy.DEDICATED, HostHint = "zone-1-host-1" };
        nfvi.Put("a", pinned).State.ShouldBe(VimResourceState.ACTIVE);
        nfvi.Put("b", pinned).State.ShouldBe(VimResourceState.ACTIVE);
        var failed = nfvi.Put("c", pinned);
        failed.State.ShouldBe(VimResourceState.ERROR);
        failed.Error!.Cause.ShouldBe(VimErrorCause.NO_VALID_HOST);
        failed.Error.Message.ShouldContain("pinned cores");
        nfvi.Delete("t", VimResourceKind.Compute, "a", out _);
        nfvi.Put("c", pinned).State.ShouldBe(VimResourceState.ACTIVE);
        nfvi.Counters("t", VimResourceKind.Compute, "c").ShouldBe(new ResourceCounters(2, 0, 1, 0));
    }

    [Fact]
    public async Task ServersBootInTheTimeGivenAndWaitersWake()
    {
        var time = new ManualTimeProvider();
        using var nfvi = Nfvis.New(Nfvis.Options(latency: new LatencyOptions { Boot = DurationOptions.Always(TimeSpan.FromSeconds(2)) }), time);
        nfvi.Put("a", Nfvis.Server()).State.ShouldBe(VimResourceState.CREATING);
        var waiting = nfvi.GetAsync("t", VimResourceKind.Compute, "a", TimeSpan.FromSeconds(30), CancellationToken.None).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(2));
        nfvi.Get(VimResourceKind.Compute, "a")!.State.ShouldBe(VimResourceState.ACTIVE);
        (await waiting)!.State.ShouldBe(VimResourceState.ACTIVE);
    }

    [Fact]
    public void WithoutLatencyThereIsNoTimer()
    {
        var time = new ManualTimeProvider();
        using var nfvi = Nfvis.New(time: time);
        nfvi.Put("a", Nfvis.Server());
        nfvi.Delete("t", VimResourceKind.Compute, "a", out _);
        time.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public void PortsDrawAddressesAndGiveThemBack()
    {
        using var nfvi = Nfvis.New();
        nfvi.Put("net", new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.0.0.0/29", Gateway = "10.0.0.1" }] });
        var addresses = Enumerable.Range(0, 5).Select(i => nfvi.Put($"p{i}", new PortSpec { NetworkRef = "net" }).Outputs.Addresses.Single().Address).ToList();
        addresses.Distinct().Count().ShouldBe(5);
        addresses.ShouldNotContain("10.0.0.1");
        Should.Throw<VimException>(() => nfvi.Put("p5", new PortSpec { NetworkRef = "net" })).Cause.ShouldBe(VimErrorCause.ADDRESS_UNAVAILABLE);
        nfvi.Delete("t", VimResourceKind.Port, "p2", out _);
        nfvi.Put("p5", new PortSpec { NetworkRef = "net" }).Outputs.Addresses.Single().Address.ShouldBe(addresses[2]);
        Should.Throw<VimException>(() => nfvi.Delete("t", VimResourceKind.Network, "net", out _)).Cause.ShouldBe(VimErrorCause.CONFLICT);
        var byVimId = new PortSpec { NetworkRef = nfvi.Get(VimResourceKind.Network, "net")!.VimResourceId! };
        nfvi.Delete("t", VimResourceKind.Port, "p0", out _);
        nfvi.Put("p6", byVimId).State.ShouldBe(VimResourceState.ACTIVE);
        Should.Throw<VimException>(() => nfvi.Put("p6", byVimId, "other")).Cause.ShouldBe(VimErrorCause.NOT_FOUND);
    }

    [Fact]
    public void AttachedThingsCannotGoBeforeTheServer()
    {
        using var nfvi = Nfvis.New();
        nfvi.Put("net", Nfvis.Network());
        nfvi.Put("p", new PortSpec { NetworkRef = "net", VnicType = VimVnicType.DIRECT });
        nfvi.Put("v", new StorageSpec { SizeGib = 5 });
        var server = nfvi.Put("s", Nfvis.Server() with { PortKeys = ["p"], VolumeKeys = ["v"] });
        server.Outputs.Addresses.Count.ShouldBe(1);
        nfvi.Get(VimResourceKind.Port, "p")!.Outputs.AttachedTo.ShouldBe(server.VimResourceId);
        nfvi.Capacity("t").Zones.Sum(zone => zone.Pools.SriovVfs!.Value.Used).ShouldBe(1);
        Should.Throw<VimException>(() => nfvi.Delete("t", VimResourceKind.Port, "p", out _));
        Should.Throw<VimException>(() => nfvi.Delete("t", VimResourceKind.Storage, "v", out _));
        nfvi.Delete("t", VimResourceKind.Compute, "s", out _).ShouldBeNull();
        nfvi.Delete("t", VimResourceKind.Port, "p", out _).ShouldBeNull();
        nfvi.Delete("t", VimResourceKind.Storage, "v", out _).ShouldBeNull();
        nfvi.Delete("t", VimResourceKind.Network, "net", out _).ShouldBeNull();
        nfvi.Inventory().Resources.ShouldBeEmpty();
        nfvi.Inventory().Totals.Created.ShouldBe(4);
        nfvi.Inventory().Totals.Deleted.ShouldBe(4);
    }

    [Fact]
    public void QuotasHoldAndSayTheNumbers()
    {
        using var nfvi = Nfvis.New(Nfvis.Options(quota: new QuotaOptions { Vcpus = 3 }));
        nfvi.Put("a", Nfvis.Server(vcpus: 2));
        var refusal = Should.Throw<VimException>(() => nfvi.Put("b", Nfvis.Server(vcpus: 2)));
        refusal.Cause.ShouldBe(VimErrorCause.QUOTA_EXCEEDED);
        refusal.Message.ShouldContain("2 of 3");
        nfvi.Get(VimResourceKind.Compute, "b").ShouldBeNull();
        nfvi.Put("b", Nfvis.Server(vcpus: 2), "other").State.ShouldBe(VimResourceState.ACTIVE);
    }

    [Fact]
    public void AnActionIsCarriedOutOncePerId()
    {
        using var nfvi = Nfvis.New();
        nfvi.Put("a", Nfvis.Server());
        var reboot = new VimAction { Type = VimActionType.REBOOT, ActionId = "x" };
        nfvi.Act("t", VimResourceKind.Compute, "a", reboot, out _);
        nfvi.Act("t", VimResourceKind.Compute, "a", reboot, out _);
        nfvi.Act("t", VimResourceKind.Compute, "a", new VimAction { Type = VimActionType.STOP, ActionId = "y" }, out _).State.ShouldBe(VimResourceState.STOPPED);
        nfvi.Counters("t", VimResourceKind.Compute, "a").Actions.ShouldBe(2);
    }

    [Fact]
    public void AHostThatGoesDownTakesItsServersAndGivesThemBack()
    {
        using var nfvi = Nfvis.New();
        var events = new List<SimulatorEvent>();
        var server = nfvi.Put("a", Nfvis.Server());
        nfvi.OnEvent = events.Add;
        nfvi.SetHost(server.Outputs.Host!, up: false).ShouldBeTrue();
        var down = nfvi.Get(VimResourceKind.Compute, "a")!;
        down.State.ShouldBe(VimResourceState.ERROR);
        down.Error!.Cause.ShouldBe(VimErrorCause.HOST_DOWN);
        nfvi.Put("b", Nfvis.Server()).Outputs.Host.ShouldNotBe(server.Outputs.Host);
        nfvi.SetHost(server.Outputs.Host!, up: true);
        nfvi.Get(VimResourceKind.Compute, "a")!.State.ShouldBe(VimResourceState.ACTIVE);
        events.Select(one => one.Type).ShouldBe(["nfv.vim.host.down", "nfv.vim.server.error", "nfv.vim.server.created", "nfv.vim.host.up", "nfv.vim.server.recovered"]);
    }

    [Fact]
    public void FaultsFailHangAndErr()
    {
        using var nfvi = Nfvis.New();
        nfvi.AddFault(new FaultRule { Operation = FaultOperation.CREATE, Kind = VimResourceKind.Compute, Mode = FaultMode.FAIL, Cause = VimErrorCause.TRANSIENT, Retryable = true, Times = 1, Skip = 1 });
        nfvi.Put("a", Nfvis.Server());
        Should.Throw<VimException>(() => nfvi.Put("b", Nfvis.Server())).Retryable.ShouldBeTrue();
        nfvi.Put("b", Nfvis.Server()).State.ShouldBe(VimResourceState.ACTIVE);
        nfvi.ClearFaults();
        nfvi.AddFault(new FaultRule { KeyContains = "c", Mode = FaultMode.HANG, Times = 1 });
        nfvi.Put("c", Nfvis.Server()).State.ShouldBe(VimResourceState.CREATING);
        nfvi.ReleaseHung().ShouldBe(1);
        nfvi.Get(VimResourceKind.Compute, "c")!.State.ShouldBe(VimResourceState.ACTIVE);
        nfvi.AddFault(new FaultRule { Operation = FaultOperation.DELETE, Mode = FaultMode.ERROR_STATE, Times = 1 });
        nfvi.Delete("t", VimResourceKind.Compute, "c", out _)!.State.ShouldBe(VimResourceState.ERROR);
        nfvi.Delete("t", VimResourceKind.Compute, "c", out _).ShouldBeNull();
    }

    [Fact]
    public void SharedLoadFallsWhenAServerIsAdded()
    {
        var time = new ManualTimeProvider();
        using var nfvi = Nfvis.New(time: time);
        var upf = Nfvis.Server(vcpus: 2) with { Tags = new VimTags { InstanceId = "upf" } };
        nfvi.Put("a", upf);
        nfvi.SetLoad(new LoadRule { InstanceId = "upf", Shared = true, Cpu = new LoadProfile { Shape = LoadShape.RAMP, Value = 160, PeriodSeconds = 10 } });
        nfvi.Sample().Servers.Single().CpuPercent.ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(20));
        var hot = nfvi.Sample();
        hot.Servers.Single().CpuPercent.ShouldBe(100);
        hot.Hosts.Max(host => host.PowerWatts).ShouldBe(180 + (440 * 2.0 / 16), 0.001);
        nfvi.Put("b", upf);
        nfvi.Sample().Servers.ShouldAllBe(sample => Math.Abs(sample.CpuPercent - 80) < 0.001);
    }

    [Fact]
    public void ListsPageByKindAndKeyAndByInstance()
    {
        using var nfvi = Nfvis.New();
        for (var i = 0; i < 25; i++) nfvi.Put($"g{i:00}", new AffinityGroupSpec { Policy = VimAffinityPolicy.SOFT_AFFINITY, Tags = new VimTags { InstanceId = i % 2 == 0 ? "even" : "odd" } });
        nfvi.Put("n", Nfvis.Network());
        var found = new List<string>();
        string? marker = null;
        do
        {
            var page = nfvi.List("t", new VimResourceQuery { Limit = 7, Marker = marker });
            found.AddRange(page.Resources.Select(resource => resource.Key));
            marker = page.NextMarker;
        }
        while (marker is not null);
        found.ShouldBe(["n", .. Enumerable.Range(0, 25).Select(i => $"g{i:00}")]);
        nfvi.List("t", new VimResourceQuery { InstanceId = "even", Kind = VimResourceKind.AffinityGroup }).Resources.Count.ShouldBe(13);
    }
}
