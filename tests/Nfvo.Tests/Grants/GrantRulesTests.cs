using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.Grants.Capacity;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Nfvo.Tests.NsLcm;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Tests.Grants;

/// <summary>What grants observe besides capacity: quotas, constraints with what is there already, expiry, a ledger that was lost.</summary>
public sealed class GrantRulesTests
{
    [SkippableFact]
    public async Task Two_processes_on_postgres_grant_exactly_what_fits()
    {
        var server = await PostgresServer.StartOrNullAsync();
        Skip.If(server is null, PostgresServer.MissingReason);
        await using var world = await GrantWorld.StartAsync(servers: 60, postgres: await server.CreateDatabaseAsync());
        var services = new[] { world.Service, world.NewService() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => world.TryAsync(GrantWorld.Request($"i{i}", $"o{i}", ["compute/v/0"]), services[i % 2]))));
        answers.Count(granted => granted).ShouldBe(60);
        (await world.ReservedAsync()).ShouldBe(120);
        // All ends at once, each told to both processes.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => services[i % 2].ConcludeAsync(GrantWorld.Tenant, $"o{i / 2}", completed: false, default))));
        (await world.ReservedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_granted_keeps_nothing_else_from_it()
    {
        await using var world = await GrantWorld.StartAsync(servers: 40);
        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(async () =>
        {
            var request = GrantWorld.Request($"i{i}", $"o{i}", ["compute/v/0"]);
            try
            {
                await world.AskAsync(i % 2 == 0 ? request : request with { FlavourId = "nowhere" });
                return 201;
            }
            catch (SolProblemException refused)
            {
                return refused.Problem.StatusCode;
            }
        })));
        answers.Where((_, i) => i % 2 == 0).ShouldAllBe(status => status == 201);
        answers.Where((_, i) => i % 2 == 1).ShouldAllBe(status => status == 422);
        (await world.ReservedAsync()).ShouldBe(80);
    }

    [Fact]
    public async Task A_tenant_gets_no_more_than_its_quota_and_is_told_what_is_short()
    {
        await using var world = await GrantWorld.StartAsync(servers: 10, o => o.Quotas["t"] = new TenantQuotaOptions { Vcpus = 6 });
        await world.AskAsync(GrantWorld.Request("i", "o1", ["compute/v/0", "compute/v/1"]));
        var refused = await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(GrantWorld.Request("j", "o2", ["compute/v/0", "compute/v/1"])));
        refused.Problem.StatusCode.ShouldBe(403);
        var detail = refused.Problem.Problem.Detail;
        detail.ShouldContain("quota in vim: vCPU 2 needed, 0 left, 2 missing");
        detail.ShouldContain("1 of the 2 demands would fit");
        detail.ShouldNotContain("@o2");

        await world.Service.SetQuotaAsync(GrantWorld.Tenant, "vim", new TenantQuotaOptions { Vcpus = 8 }.ToAmounts(), default);
        await world.AskAsync(GrantWorld.Request("j", "o3", ["compute/v/0", "compute/v/1"]));
        (await world.ReservedAsync()).ShouldBe(8);
        var quota = (await new LedgerBook(world.Store).ReadAsync(default)).Capacity.FindQuota("vim", "t").ShouldNotBeNull();
        quota.IsFixed.ShouldBeTrue();
        PoolView.Of(quota.Counters)["vcpus"].ShouldBe(new PoolView(8, 0, 8, 0));
        PoolView.Of(quota.Counters)["storageGib"].ShouldBe(new PoolView(null, 0, 0, null));

        // Back to the configuration, which is less than what is in use: nothing more, and nothing breaks.
        await world.Service.SetQuotaAsync(GrantWorld.Tenant, "vim", null, default);
        (await world.TryAsync(GrantWorld.Request("k", "o4", ["compute/v/0"]))).ShouldBeFalse();
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "o3", completed: false, default);
        (await world.TryAsync(GrantWorld.Request("k", "o5", ["compute/v/0"]))).ShouldBeTrue();
    }

    [Theory]
    [InlineData(AffinityOrAntiAffinity.ANTI_AFFINITY)]
    [InlineData(AffinityOrAntiAffinity.AFFINITY)]
    public async Task Servers_that_are_there_already_count_in_constraints(AffinityOrAntiAffinity kind)
    {
        await using var world = await GrantWorld.StartAsync(servers: 8);
        await world.AskAsync(GrantWorld.Request("i", "create", ["compute/v/0"]));
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "create", completed: true, default);
        // The VIM took another host than the ledger guessed: its word counts.
        world.Servers.Add(Server("vim-7", "h2"));
        var request = GrantWorld.Request("i", "out", ["compute/v/1"]) with
        {
            PlacementConstraints =
            [
                new PlacementConstraint
                {
                    AffinityOrAntiAffinity = kind,
                    Scope = PlacementScope.NFVI_NODE,
                    Resource =
                    [
                        new ConstraintResourceRef { IdType = ConstraintResourceRefIdType.GRANT, ResourceId = "compute/v/1" },
                        new ConstraintResourceRef { IdType = ConstraintResourceRefIdType.RES_MGMT, ResourceId = "vim-7" },
                        new ConstraintResourceRef { IdType = ConstraintResourceRefIdType.RES_MGMT, ResourceId = "gone" },
                    ],
                },
            ],
        };
        await world.AskAsync(request);
        var line = (await world.Store.GetAsync(GrantCollections.Reservations, GrantWorld.Tenant, "i", default))!.Value.Lines.Single(l => l.Key.StartsWith("compute/v/1@", StringComparison.Ordinal));
        (line.HostId == "h2").ShouldBe(kind == AffinityOrAntiAffinity.AFFINITY);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Anti_affinity_that_cannot_be_kept_is_refused_or_relaxed_as_asked(bool bestEffort)
    {
        await using var world = await GrantWorld.StartAsync(servers: 4);
        var request = GrantWorld.Request("i", "o", ["compute/v/0", "compute/v/1", "compute/v/2"]) with
        {
            PlacementConstraints =
            [
                new PlacementConstraint
                {
                    AffinityOrAntiAffinity = AffinityOrAntiAffinity.ANTI_AFFINITY,
                    Scope = PlacementScope.NFVI_NODE,
                    FallbackBestEffort = bestEffort,
                    Resource = [.. Enumerable.Range(0, 3).Select(i => new ConstraintResourceRef { IdType = ConstraintResourceRefIdType.GRANT, ResourceId = $"compute/v/{i}" })],
                },
            ],
        };
        if (bestEffort)
        {
            (await world.TryAsync(request)).ShouldBeTrue();
            return;
        }
        var refused = await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(request));
        refused.Problem.Problem.Detail.ShouldContain("Without anti-affinity group constraint-0 everything would fit in vim/z");
    }

    /// <summary>Every scope of SOL003 §9.5.3.6, kept, refused, or relaxed where the request allows it.</summary>
    [Theory]
    [InlineData(AffinityOrAntiAffinity.ANTI_AFFINITY, PlacementScope.ZONE, 3, "3 zones")]
    [InlineData(AffinityOrAntiAffinity.ANTI_AFFINITY, PlacementScope.ZONE, 4, "refused")]
    [InlineData(AffinityOrAntiAffinity.ANTI_AFFINITY, PlacementScope.ZONE_GROUP, 2, "2 zones of 2 groups")]
    [InlineData(AffinityOrAntiAffinity.ANTI_AFFINITY, PlacementScope.ZONE_GROUP, 3, "refused")]
    [InlineData(AffinityOrAntiAffinity.AFFINITY, PlacementScope.ZONE, 4, "1 zones")]
    [InlineData(AffinityOrAntiAffinity.AFFINITY, PlacementScope.ZONE, 5, "refused")]
    [InlineData(AffinityOrAntiAffinity.AFFINITY, PlacementScope.ZONE_GROUP, 8, "2 zones of 1 groups")]
    [InlineData(AffinityOrAntiAffinity.AFFINITY, PlacementScope.NFVI_POP, 12, "3 zones")]
    [InlineData(AffinityOrAntiAffinity.ANTI_AFFINITY, PlacementScope.NFVI_POP, 2, "refused")]
    public async Task Constraints_of_every_scope_are_kept_refused_or_relaxed(AffinityOrAntiAffinity kind, PlacementScope scope, int count, string outcome)
    {
        foreach (var bestEffort in new[] { false, true })
        {
            await using var world = await GrantWorld.StartAsync(
                servers: 4,
                o =>
                {
                    var site = new VimSiteOptions { NfviPopId = "north-sea" };
                    site.ZoneGroups["floor-1"] = ["a", "b"];
                    site.ZoneGroups["floor-2"] = ["c"];
                    o.Sites["vim"] = site;
                },
                postgres: null,
                "a",
                "b",
                "c");
            var members = Enumerable.Range(0, count).Select(i => $"compute/v/{i}").ToList();
            var request = GrantWorld.Request("i", "o", members) with
            {
                PlacementConstraints =
                [
                    new PlacementConstraint
                    {
                        AffinityOrAntiAffinity = kind,
                        Scope = scope,
                        FallbackBestEffort = bestEffort,
                        Resource = [.. members.Select(m => new ConstraintResourceRef { IdType = ConstraintResourceRefIdType.GRANT, ResourceId = m })],
                    },
                ],
            };
            if (outcome == "refused" && !bestEffort)
            {
                var detail = (await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(request))).Problem.Problem.Detail;
                detail.ShouldContain("constraint-0");
                detail.ShouldContain($"Without {(kind == AffinityOrAntiAffinity.AFFINITY ? "affinity" : "anti-affinity")} group constraint-0 everything would fit in vim/");
                continue;
            }
            var grant = (await world.AskAsync(request)).Grant;
            grant.AddResources!.Count.ShouldBe(count);
            grant.AddResources.ShouldAllBe(r => grant.Zones!.Any(z => z.Id == r.ZoneId));
            (grant.ZoneGroups is null).ShouldBe(scope != PlacementScope.ZONE_GROUP);
            if (outcome != "refused")
            {
                $"{grant.Zones!.Count} zones{(grant.ZoneGroups is { } groups ? $" of {groups.Count} groups" : "")}".ShouldBe(outcome);
            }
        }
    }

    [Fact]
    public async Task A_ledger_that_was_lost_is_counted_again_from_what_is_held()
    {
        await using var world = await GrantWorld.StartAsync(servers: 4);
        await world.AskAsync(GrantWorld.Request("i", "o1", ["compute/v/0"]));
        await world.AskAsync(GrantWorld.Request("j", "o2", ["compute/v/0"]));
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "o1", completed: true, default);
        var batch = new WriteBatch();
        foreach (var page in (await world.Store.QueryAsync(GrantCollections.Ledgers, TenantId.System, new StoreQuery(), default)).Items)
        {
            batch.Delete(GrantCollections.Ledgers, TenantId.System, page.Id);
        }
        (await world.Store.CommitAsync(batch, default)).Ok.ShouldBeTrue();

        var after = world.NewService();
        await world.AskAsync(GrantWorld.Request("k", "o3", ["compute/v/0"]), after);
        (await world.ReservedAsync()).ShouldBe(6);
        (await world.TryAsync(GrantWorld.Request("l", "o4", ["compute/v/0", "compute/v/1"]), after)).ShouldBeFalse();
        // The process that knew the old pages notices that they are gone.
        (await world.TryAsync(GrantWorld.Request("l", "o5", ["compute/v/0", "compute/v/1"]))).ShouldBeFalse();
        (await world.TryAsync(GrantWorld.Request("l", "o6", ["compute/v/0"]))).ShouldBeTrue();
        (await world.ReservedAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task All_of_a_vnf_goes_to_one_vim_and_the_grant_says_which()
    {
        await using var world = await GrantWorld.StartAsync(servers: 2, o => o.FurtherVimConnectionIds.Add("vim-2"));
        (await world.AskAsync(GrantWorld.Request("a", "o1", ["compute/v/0"]))).Grant.AddResources!.Single().VimConnectionId.ShouldNotBeNull();
        var both = await world.AskAsync(GrantWorld.Request("b", "o2", ["compute/v/0", "compute/v/1"]));
        both.Grant.AddResources!.Select(r => r.VimConnectionId).Distinct().ShouldHaveSingleItem();
        both.Grant.VimConnectionInfo!.Keys.ShouldBe([both.Grant.AddResources![0].VimConnectionId!]);
        // One place is left in the other VIM; what belongs to b cannot go there.
        (await world.TryAsync(GrantWorld.Request("b", "o3", ["compute/v/2"]))).ShouldBeFalse();
        (await world.TryAsync(GrantWorld.Request("c", "o4", ["compute/v/0"]))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_grant_nobody_concludes_is_looked_after()
    {
        await using var world = await GrantWorld.StartAsync(servers: 4);
        using var vnfm = new ScriptedVnfm();
        using var other = new ScriptedVnfm();
        using var directory = Directories.Of(world.Store, vnfm, other);
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        using var audit = new GrantAudit(world.Store, world.Service, new GrantEnds(world.Service, directory, NullLogger<GrantEnds>.Instance), directory, new NfvoOptions { GrantLifetime = TimeSpan.FromHours(1), KeepGrants = TimeSpan.FromHours(2) }, new BackgroundLoopRegistry(), clock, NullLogger<GrantAudit>.Instance);
        var running = Guid.CreateVersion7().ToString();
        vnfm.Operations[running] = ScriptedVnfm.Operation(running, "i", Sol.VnfLcm.LcmOperationStateType.PROCESSING);
        await world.AskAsync(GrantWorld.Request("i", running, ["compute/v/0"]));
        var unknown = Guid.CreateVersion7().ToString();
        await world.AskAsync(GrantWorld.Request("j", unknown, ["compute/v/0"]));

        // One of another VNFM, which says that it is at work.
        await world.RegisterAsync("acme", "http://acme/");
        var theirs = Guid.CreateVersion7().ToString();
        other.Operations[theirs] = ScriptedVnfm.Operation(theirs, "k", Sol.VnfLcm.LcmOperationStateType.PROCESSING);
        await world.Service.GrantAsync(GrantWorld.Tenant, GrantWorld.Request("k", theirs, ["compute/v/0"]), GrantWorld.LinksOf, default, "acme");

        await audit.AuditAsync(default);
        (await world.ReservedAsync()).ShouldBe(6, "all are too young to be asked about");
        clock.Advance(TimeSpan.FromMinutes(5));
        await audit.AuditAsync(default);
        (await world.ReservedAsync()).ShouldBe(4, "the VNFM does not know the second");
        other.Operations[theirs] = ScriptedVnfm.Operation(theirs, "k", Sol.VnfLcm.LcmOperationStateType.ROLLED_BACK);
        await audit.AuditAsync(default);
        (await world.ReservedAsync()).ShouldBe(2, "each VNFM was asked for its own");

        vnfm.Silent = true;
        await audit.AuditAsync(default);
        (await world.ReservedAsync()).ShouldBe(2, "the grant has not lapsed yet");
        clock.Advance(TimeSpan.FromHours(5));
        await audit.AuditAsync(default);
        (await world.ReservedAsync()).ShouldBe(0, "nobody knows what became of it");
        clock.Advance(TimeSpan.FromHours(3));
        await audit.AuditAsync(default);
        (await world.Store.QueryAsync(GrantCollections.Grants, GrantWorld.Tenant, new StoreQuery(), default)).Items.ShouldBeEmpty("grants of operations that are over are forgotten");
    }

    private static VimResource Server(string id, string host) => new()
    {
        Key = "i:compute:v:0",
        Kind = VimResourceKind.Compute,
        AccountId = "vim",
        VimResourceId = id,
        State = VimResourceState.ACTIVE,
        Outputs = new VimOutputs { Zone = "z", Host = host },
        Spec = new ComputeSpec { Name = "s", Vcpus = 2, MemoryMib = 1024 },
        Version = 1,
    };
}
