using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Tests.Grants;

public sealed class GrantServiceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_a_hundred_at_once_exactly_those_that_fit_are_granted(int processes)
    {
        await using var world = await GrantWorld.StartAsync(servers: 60);
        var services = Enumerable.Range(0, processes).Select(i => i == 0 ? world.Service : world.NewService()).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => world.TryAsync(GrantWorld.Request($"i{i}", $"o{i}", ["compute/v/0"]), services[i % processes]))));
        answers.Count(granted => granted).ShouldBe(60);
        (await world.ReservedAsync()).ShouldBe(120);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task In_all_zones_together_no_more_is_granted_than_the_account_may_have_at_its_cloud(int processes)
    {
        await using var world = await GrantWorld.StartAsync(60, zones: ["a", "b"]);
        world.Quotas.AddRange([new VimQuota("vcpus", 100, 20), new VimQuota("memoryMib", -1, 5), new VimQuota("servers", 10, 1)]);
        var services = Enumerable.Range(0, processes).Select(i => i == 0 ? world.Service : world.NewService()).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => world.TryAsync(GrantWorld.Request($"i{i}", $"o{i}", ["compute/v/0"]), services[i % processes]))));
        answers.Count(granted => granted).ShouldBe(40);
        (await world.ReservedAsync()).ShouldBe(80);
        (await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(GrantWorld.Request("i", "o", ["compute/v/0"])))).Problem.Problem.Detail
            .ShouldContain("the quota that VIM account vim has at its cloud: vCPU 2 needed, 0 left, 2 missing");
    }

    [Fact]
    public async Task Asked_twice_for_an_occurrence_it_gives_the_same_grant()
    {
        await using var world = await GrantWorld.StartAsync(servers: 1);
        var other = world.NewService();
        var request = GrantWorld.Request("i", "o", ["compute/v/0"]);
        var grants = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => world.AskAsync(request, i % 2 == 0 ? world.Service : other))));
        grants.Select(g => (g.Grant.Id, g.GivenAt)).Distinct().ShouldHaveSingleItem();
        grants[0].Grant.Zones!.Single().ZoneId.ShouldBe("z");
        grants[0].Grant.AddResources!.Single().ZoneId.ShouldBe("z");
        (await world.ReservedAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_grant_that_is_only_tried_out_holds_nothing()
    {
        await using var world = await GrantWorld.StartAsync(servers: 1);
        static GrantLinks Links(string id) => new() { Self = new() { Href = "http://g" }, VnfLcmOpOcc = new() { Href = "http://o" }, VnfInstance = new() { Href = "http://i" } };
        for (var time = 0; time < 3; time++)
        {
            var tried = await world.Service.TryOutAsync(GrantWorld.Tenant, GrantWorld.Request($"i{time}", $"o{time}", ["compute/v/0"]), Links, default);
            tried.AddResources!.Single().ZoneId.ShouldBe("z");
        }
        (await world.ReservedAsync()).ShouldBe(0);
        (await world.Store.QueryAsync(GrantCollections.Grants, GrantWorld.Tenant, new StoreQuery(), default)).Items.ShouldBeEmpty();

        await world.AskAsync(GrantWorld.Request("i", "o", ["compute/v/0"]));
        var refused = await Should.ThrowAsync<SolProblemException>(() => world.Service.TryOutAsync(GrantWorld.Tenant, GrantWorld.Request("j", "p", ["compute/v/0"]), Links, default));
        refused.Problem.StatusCode.ShouldBe(403);
        (await world.ReservedAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_removed_and_made_anew_in_one_operation_is_counted_once()
    {
        await using var world = await GrantWorld.StartAsync(servers: 2);
        await world.AskAsync(GrantWorld.Request("i", "create", ["compute/v/0"]));
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "create", completed: true, default);
        foreach (var completed in (bool[])[true, false])
        {
            var heal = $"heal-{completed}";
            await world.AskAsync(GrantWorld.Request("i", heal, ["compute/v/0"], [NfvOrchestrator.Lifecycle.Vnf.GrantResources.RemovalId("compute/v/0")]));
            (await world.ReservedAsync()).ShouldBe(2);
            await world.Service.ConcludeAsync(GrantWorld.Tenant, heal, completed, default);
            (await world.ReservedAsync()).ShouldBe(2, "the server is there whichever way it ended");
        }
        await world.AskAsync(GrantWorld.Request("i", "end", remove: [NfvOrchestrator.Lifecycle.Vnf.GrantResources.RemovalId("compute/v/0")]));
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "end", completed: true, default);
        (await world.ReservedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_end_of_an_operation_frees_exactly_what_is_gone()
    {
        await using var world = await GrantWorld.StartAsync(servers: 4);
        await world.AskAsync(GrantWorld.Request("i", "create", ["compute/v/0", "compute/v/1"]));
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "create", completed: true, default);
        (await world.ReservedAsync()).ShouldBe(4);

        // A scale out that was rolled back.
        await world.AskAsync(GrantWorld.Request("i", "out", ["compute/v/2", "compute/v/3"]));
        (await world.ReservedAsync()).ShouldBe(8);
        (await world.TryAsync(GrantWorld.Request("j", "none", ["compute/v/0"]))).ShouldBeFalse();
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "out", completed: false, default);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "out", completed: false, default);
        (await world.ReservedAsync()).ShouldBe(4);

        // A scale in, concluded twice.
        await world.AskAsync(GrantWorld.Request("i", "in", remove: ["compute/v/1"]));
        (await world.ReservedAsync()).ShouldBe(4);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "in", completed: true, default);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "in", completed: true, default);
        (await world.ReservedAsync()).ShouldBe(2);

        // A termination that failed keeps everything; one that is completed keeps nothing.
        await world.AskAsync(GrantWorld.Request("i", "end1", remove: ["compute/v/0"]));
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "end1", completed: false, default);
        (await world.ReservedAsync()).ShouldBe(2);
        await world.AskAsync(GrantWorld.Request("i", "end2", remove: ["compute/v/0"]));
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "end2", completed: true, default);
        (await world.ReservedAsync()).ShouldBe(0);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "never", completed: true, default);
    }

    /// <summary>The end of an operation is booked later than the VNFM goes on: the next operation may add under the same names before.</summary>
    [Fact]
    public async Task The_late_end_of_an_operation_takes_nothing_from_the_next()
    {
        await using var world = await GrantWorld.StartAsync(servers: 2);
        string[] both = ["compute/v/0", "compute/v/1"];
        await world.AskAsync(GrantWorld.Request("i", "create", both));
        await world.AskAsync(GrantWorld.Request("i", "end", remove: both));
        await world.AskAsync(GrantWorld.Request("i", "again", both));
        (await world.ReservedAsync()).ShouldBe(4);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "create", completed: true, default);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "end", completed: true, default);
        (await world.ReservedAsync()).ShouldBe(4);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "again", completed: false, default);
        (await world.ReservedAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_healed_server_is_counted_once_and_stays_counted(bool completed)
    {
        await using var world = await GrantWorld.StartAsync(servers: 1);
        await world.AskAsync(GrantWorld.Request("i", "create", ["compute/v/0"]));
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "create", completed: true, default);
        await world.AskAsync(GrantWorld.Request("i", "heal", ["compute/v/0"], ["compute/v/0"]));
        (await world.ReservedAsync()).ShouldBe(2);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "heal", completed, default);
        (await world.ReservedAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task What_no_descriptor_knows_is_told()
    {
        await using var world = await GrantWorld.StartAsync(servers: 1);
        (await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(GrantWorld.Request("i", "o") with { VnfdId = "x" }))).Problem.StatusCode.ShouldBe(422);
        (await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(GrantWorld.Request("i", "o") with { FlavourId = "x" }))).Problem.StatusCode.ShouldBe(422);
    }

    [Fact]
    public async Task Any_mix_of_operations_of_two_processes_keeps_the_sums_true()
    {
        await using var world = await GrantWorld.StartAsync(servers: 20);
        var services = new[] { world.Service, world.NewService() };
        await Task.WhenAll(Enumerable.Range(0, 12).Select(vnf => Task.Run(async () =>
        {
            var random = new Random(vnf);
            var held = 0;
            for (var round = 0; round < 6; round++)
            {
                var service = services[random.Next(2)];
                var occurrence = $"{vnf}-{round}";
                var completed = random.Next(3) > 0;
                if (held > 0 && random.Next(2) == 0)
                {
                    await world.AskAsync(GrantWorld.Request($"i{vnf}", occurrence, remove: [$"compute/v/{held - 1}"]), service);
                    held -= completed ? 1 : 0;
                }
                else if (await world.TryAsync(GrantWorld.Request($"i{vnf}", occurrence, [$"compute/v/{held}"]), service))
                {
                    held += completed ? 1 : 0;
                }
                await services[random.Next(2)].ConcludeAsync(GrantWorld.Tenant, occurrence, completed, default);
            }
            for (; held > 0; held--)
            {
                await world.AskAsync(GrantWorld.Request($"i{vnf}", $"{vnf}-end-{held}", remove: [$"compute/v/{held - 1}"]));
                await world.Service.ConcludeAsync(GrantWorld.Tenant, $"{vnf}-end-{held}", completed: true, default);
            }
        })));
        (await world.ReservedAsync()).ShouldBe(0);
    }
}
