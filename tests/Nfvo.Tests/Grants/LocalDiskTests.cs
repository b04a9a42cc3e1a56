using System.Net;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.Grants.Capacity;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Tests.Grants;

/// <summary>Disk of hosts: what descriptors ask for, what VIMs tell, and that no more is granted than there is.</summary>
public sealed class LocalDiskTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(true, null, new long[] { }, 0)]
    [InlineData(true, 3 * GiB, new long[] { }, 3)]
    [InlineData(true, null, new[] { 10 * GiB }, 10)]
    [InlineData(true, 12 * GiB, new[] { 10 * GiB }, 12)] // the root is no smaller than its image
    [InlineData(true, 2 * GiB, new[] { 10 * GiB, 5 * GiB }, 15)]
    [InlineData(true, 12 * GiB, new[] { 10 * GiB, 5 * GiB }, 17)]
    [InlineData(true, (2 * GiB) + 1, new[] { 1L, GiB + 1 }, 5)] // each in whole GiB
    [InlineData(false, null, new[] { 10 * GiB, 5 * GiB }, 15)] // the root is a volume
    [InlineData(false, null, new long[] { }, 0)]
    [InlineData(true, null, new[] { long.MaxValue }, 1L << 33)]
    public void Of_a_descriptor(bool image, long? least, long[] disks, long gib)
        => GrantDemands.Of(GrantWorld.Request("i", "o", ["compute/v/0"]), Flavour(image, least, disks)).Single().Amounts.LocalDiskGiB.ShouldBe(gib);

    [Fact]
    public void What_grows_needs_the_difference_and_what_shrinks_nothing()
    {
        var request = GrantWorld.Request("i", "o") with
        {
            UpdateResources = [new ResourceDefinition { Id = "compute/v/0", Type = ResourceDefinitionType.COMPUTE, VduId = "v", ResourceTemplateId = "v" }],
        };
        var flavour = Flavour(image: true, least: null, 10 * GiB, 5 * GiB);
        var size = GrantDemands.Of(GrantWorld.Request("i", "o", ["compute/v/0"]), flavour).Single().Amounts;
        IReadOnlyList<(string Id, ResourceAmounts Size, ResourceDemand? Growth)> From(long gib) => GrantDemands.Resizes(
            request, flavour, [new ReservationLine { Key = GrantDemands.LineKey("before", "compute/v/0"), VimId = "vim", ZoneId = "z", Amounts = size with { LocalDiskGiB = gib } }]);
        From(15).ShouldBeEmpty();
        From(0).ShouldBeEmpty("an earlier version did not count it: it is in what the VIM reports");
        From(40).Single().ShouldBe(("compute/v/0", size, null));
        var grown = From(11).Single();
        grown.Size.ShouldBe(size);
        grown.Growth!.Amounts.ShouldBe(new ResourceAmounts { LocalDiskGiB = 4 });
    }

    [Fact]
    public async Task No_more_is_granted_than_a_host_has()
    {
        await using var world = await GrantWorld.StartAsync(servers: 4);
        world.HostDiskGib = 12; // each of the two hosts has CPUs for two servers, and disk for one
        var refused = await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(GrantWorld.Request("i", "o1", ["compute/v/0", "compute/v/1", "compute/v/2"])));
        refused.Problem.StatusCode.ShouldBe(403);
        refused.Problem.Problem.Detail.ShouldContain("host vim/z/h0: local disk GiB 10 needed, 2 left, 8 missing");
        refused.Problem.Problem.Detail.ShouldContain("2 of the 3 demands would fit");
        (await world.ReservedAsync()).ShouldBe(0);

        await world.AskAsync(GrantWorld.Request("i", "o2", ["compute/v/0", "compute/v/1"]));
        var capacity = (await new LedgerBook(world.Store).ReadAsync(default)).Capacity;
        capacity.Zones.Single().Hosts.Select(h => h.Counters.Free.LocalDiskGiB).ShouldBe([2, 2]);
        PoolView.Of(capacity.FindQuota("vim", "t")!.Counters)["localDiskGib"].ShouldBe(new PoolView(null, 0, 20, null), "quotas do not limit it");
        (await world.TryAsync(GrantWorld.Request("j", "o3", ["compute/v/0"]))).ShouldBeFalse();
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "o2", completed: false, default);
        (await world.TryAsync(GrantWorld.Request("j", "o4", ["compute/v/0"]))).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_the_vim_does_not_tell_it_does_not_limit()
    {
        await using var world = await GrantWorld.StartAsync(servers: 4);
        world.HostDiskGib = 0;
        world.Quotas.Add(new VimQuota("vcpus", 100, 0));
        (await world.TryAsync(GrantWorld.Request("i", "o", ["compute/v/0", "compute/v/1", "compute/v/2", "compute/v/3"]))).ShouldBeTrue();
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "o", completed: true, default);
        var capacity = (await new LedgerBook(world.Store).ReadAsync(default)).Capacity;
        capacity.Zones.Single().Hosts.Select(h => PoolView.Of(h.Counters)["localDiskGib"]).ShouldAllBe(p => p.Total == null && p.Free == null);
        capacity.Limits.Single().Total.LocalDiskGiB.ShouldBe(ResourceAmounts.Unlimited);
        capacity.Limits.Single().Promised.LocalDiskGiB.ShouldBe(0);
    }

    [Fact]
    public async Task The_sum_of_a_zone_counts_only_when_all_its_hosts_tell()
    {
        static VimPools Pools(long disk, long used) => new() { SharedVcpus = new VimPool(8, 0), PinnedCores = default, MemoryMib = new VimPool(1024, 0), DiskGib = new VimPool(disk, used) };
        static VimZoneCapacity Zone(string id, VimPools pools, params VimPools[] hosts)
            => new() { Zone = id, Pools = pools, Hosts = [.. hosts.Select((p, i) => new VimHostCapacity { Host = $"h{i}", Up = true, Pools = p, Aggregates = [] })] };
        using var vim = new CapacityOnly(new Vim.VimCapacity
        {
            AccountId = "vim",
            MeasuredAt = DateTimeOffset.UnixEpoch,
            Quotas = [],
            Zones = [Zone("all", Pools(300, 30), Pools(100, 10), Pools(200, 20)), Zone("some", Pools(100, 10), Pools(100, 10), Pools(0, 5)), Zone("hidden", Pools(50, 5)), Zone("quotas", Pools(0, 0))],
        });
        using var http = new HttpClient(vim, disposeHandler: false) { BaseAddress = new Uri("http://vim/") };
        var read = await CapacityReader.ReadAsync(new VimClient(http), "vim", null, default);
        read.Zones.Select(z => (z.Total.LocalDiskGiB, z.Used.LocalDiskGiB)).ShouldBe([(300, 30), (ResourceAmounts.Unlimited, 0), (50, 5), (ResourceAmounts.Unlimited, 0)]);
        read.Zones[0].Hosts.Select(h => (h.Total.LocalDiskGiB, h.Used.LocalDiskGiB)).ShouldBe([(100, 10), (200, 20)]);
        read.Zones[1].Hosts.Select(h => (h.Total.LocalDiskGiB, h.Used.LocalDiskGiB)).ShouldBe([(100, 10), (ResourceAmounts.Unlimited, 0)]);
    }

    private static DeploymentFlavour Flavour(bool image, long? least, params long[] disks) => new()
    {
        FlavourId = "small",
        DefaultInstantiationLevelId = "one",
        Vdus =
        [
            new Vdu
            {
                Id = "v",
                Name = "v",
                Compute = new VirtualCompute { NumVirtualCpu = 2, VirtualMemSizeMiB = 1024, LocalStorageBytes = disks },
                SwImage = image ? new SwImage { Id = "img", Name = "img", Version = "1", ArtifactPath = "Files/v.img", MinDiskBytes = least } : null,
            },
        ],
    };

    private sealed class CapacityOnly(Vim.VimCapacity capacity) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(JsonSerializer.Serialize(capacity, VimJsonContext.Default.VimCapacity), Encoding.UTF8, "application/json"),
        });
    }
}
