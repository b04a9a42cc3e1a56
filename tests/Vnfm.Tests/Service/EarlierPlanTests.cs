using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm.Instances;
using Planned = NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Operations that an earlier version planned are continued by this one: then, every affinity rule was a group of the VIM, also one that is wider than a host.</summary>
public sealed class EarlierPlanTests : IAsyncLifetime
{
    private static readonly TenantId Tenant = new(VnfmHost.TenantId);

    private VnfmHost host = null!;

    public async Task InitializeAsync()
    {
        host = await VnfmHost.StartAsync();
        host.Vnfds.ById[DemandingVnfd.Id] = DemandingVnfd.Descriptor;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_servers_are_in_those_groups_that_it_made_and_in_no_others(bool made)
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: DemandingVnfd.Id);
        vnf.Break(FaultMode.FAIL, operation: FaultOperation.CREATE, key: "storage:system", times: null);
        var operation = await vnf.StartAsync("instantiate", """{"flavourId":"small"}""");
        (await vnf.EndAsync(operation)).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        await EarlierAsync(vnf, operation);
        if (made)
        {
            host.Nfvi.Put(VnfmHost.TenantId, VimStepRunner.VimKeyOf(vnf.Id, "affinity/near"), new AffinityGroupSpec { Name = "near", Policy = VimAffinityPolicy.AFFINITY, Scope = VimAffinityScope.ZONE, Tags = new VimTags { InstanceId = vnf.Id } }, out _);
        }
        host.Nfvi.ClearFaults();
        (await vnf.ContinueAsync(operation, "retry")).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        Groups(vnf, "app:0").ShouldBe(made ? [vnf.Id + ":affinity:near"] : []);
        Groups(vnf, "fast:0").ShouldBeEmpty();

        // What comes later leaves them alone, whatever is known of them.
        var before = vnf.VimIds();
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        await vnf.CompleteAsync("operate", """{"changeStateTo":"STOPPED"}""");
        await vnf.CompleteAsync("operate", """{"changeStateTo":"STARTED"}""");
        vnf.VimIds().Where(i => before.ContainsKey(i.Key)).ShouldAllBe(i => before[i.Key] == i.Value);
        await vnf.CompleteAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        vnf.Inventory().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_that_it_took_can_be_reverted_to()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: DemandingVnfd.Id);
        await vnf.CompleteAsync("instantiate", """{"flavourId":"small"}""");
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        var snapshot = await vnf.NewSnapshotAsync();
        await vnf.CompleteAsync("create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""");
        await vnf.CompleteAsync("scale", """{"type":"SCALE_IN","aspectId":"load"}""");
        var taken = (await host.Store.GetAsync(VnfmCollections.Snapshots, Tenant, snapshot, default))!;
        var content = taken.Value.Content! with { Resources = [.. taken.Value.Content.Resources.Select(r => r with { Node = Earlier(r.Node) })] };
        (await host.Store.CommitAsync(new WriteBatch().Replace(VnfmCollections.Snapshots, taken, taken.Value with { Content = content }), default)).Ok.ShouldBeTrue();

        var before = vnf.VimIds();
        await vnf.CompleteAsync("revert_to_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""");
        Groups(vnf, "app:2").ShouldBeEmpty("it is made anew, and the group is not");
        vnf.VimIds()["compute:fast:0"].ShouldBe(before["compute:fast:0"], "bound as it was");
        await vnf.CompleteAsync("operate", """{"changeStateTo":"STOPPED"}""");
        await vnf.ConsistentAsync("after the reversion");
    }

    /// <summary>What is stored of the operation and the instance, as an earlier version would have stored it.</summary>
    private async Task EarlierAsync(VnfDriver vnf, string operation)
    {
        var plan = (await host.Store.GetAsync(ExecutionCollections.Plans, Tenant, operation, default))!;
        var instance = (await host.Store.GetAsync(VnfmCollections.Instances, Tenant, vnf.Id, default))!;
        (await host.Store.CommitAsync(
            new WriteBatch()
                .Replace(ExecutionCollections.Plans, plan, plan.Value with
                {
                    Target = [.. plan.Value.Target.Select(Earlier)],
                    Plan = new Plan([.. plan.Value.Plan.Steps.Select(s => s with { Node = Earlier(s.Node) })]),
                })
                .Replace(VnfmCollections.Instances, instance, instance.Value with { Resources = [.. instance.Value.Resources.Select(r => r with { Node = Earlier(r.Node) })] }),
            default)).Ok.ShouldBeTrue();
    }

    private static Planned.ResourceNode Earlier(Planned.ResourceNode node)
        => node.Spec is Planned.ComputeSpec server ? node with { Spec = server with { AffinityGroupKeys = [.. server.RuleKeys], PlacementRuleKeys = null } } : node;

    private IReadOnlyList<string> Groups(VnfDriver vnf, string name)
        => ((ComputeSpec)host.Nfvi.Inventory(VnfmHost.TenantId).Resources.Single(r => r.Resource.Key == $"{vnf.Id}:compute:{name}").Resource.Spec).AffinityGroupKeys;
}
