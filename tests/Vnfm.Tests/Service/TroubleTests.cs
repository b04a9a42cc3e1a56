using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>An NFVO and a VIM that do not do what they should: the instance stays consistent, and the occurrence says what to do.</summary>
public sealed class TroubleTests
{
    [Theory]
    [InlineData("GRACEFUL")]
    [InlineData("FORCEFUL")]
    public async Task An_operation_that_waits_for_its_grant_can_be_cancelled(string mode)
    {
        await using var host = await VnfmHost.StartAsync();
        host.Granter.Decision = new TaskCompletionSource().Task;
        var vnf = await VnfDriver.CreateAsync(host);
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        await Eventually.HoldsAsync(() => host.Granter.Requests.Count == 1, "the grant is asked for");
        var waiting = await vnf.OccurrenceAsync(id);
        waiting.OperationState.ShouldBe(LcmOperationStateType.STARTING);
        (waiting.Links!.Cancel, waiting.Links.Retry, waiting.Links.Rollback, waiting.Links.Fail).ShouldSatisfyAllConditions(
            l => l.Item1.ShouldNotBeNull(), l => l.Item2.ShouldBeNull(), l => l.Item3.ShouldBeNull(), l => l.Item4.ShouldBeNull());
        foreach (var task in (string[])["retry", "rollback", "fail"])
        {
            (await vnf.OccurrenceTaskAsync(id, task)).Status.ShouldBe(409, task);
        }
        (await vnf.OccurrenceTaskAsync(id, "cancel", $$"""{"cancelMode":"{{mode}}"}""")).Status.ShouldBe(202);
        var over = await vnf.EndAsync(id);
        (over.OperationState, over.Error!.Status).ShouldBe((LcmOperationStateType.ROLLED_BACK, 409));
        vnf.Inventory().ShouldBeEmpty();
        host.Granter.Decision = null;
        await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate());
    }

    [Fact]
    public async Task A_grant_that_names_a_zone_the_VIM_does_not_have_stops_the_operation_and_can_be_undone()
    {
        await using var host = await VnfmHost.StartAsync();
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.Inventory();
        host.Granter.Zone = "nowhere";
        var id = await vnf.StartAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        var stopped = await vnf.EndAsync(id);
        stopped.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        stopped.Error!.Detail.ShouldContain("nowhere");
        stopped.Error.Detail.ShouldContain("create:compute/front/1");
        (await vnf.ContinueAsync(id, "rollback")).OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        host.Granter.Zone = "zone-2";
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        await vnf.ConsistentAsync("with a grant that makes sense");
    }

    [Fact]
    public async Task A_VIM_that_answers_too_late_stops_the_operation_and_a_retry_takes_up_what_it_made_after_all()
    {
        await using var host = await VnfmHost.StartAsync(configure: o => o.VimTimeout = TimeSpan.FromMilliseconds(400));
        var vnf = await VnfDriver.CreateAsync(host);
        vnf.Break(FaultMode.HANG, operation: FaultOperation.CREATE, key: "compute:front", times: null);
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        var stopped = await vnf.EndAsync(id);
        stopped.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP, stopped.Error?.Detail);
        stopped.Error!.Detail.ShouldContain("create:compute/front/0");
        stopped.Error.Extensions!["legalActions"].GetArrayLength().ShouldBe(3);
        (await vnf.InstanceAsync()).InstantiationState.ShouldBe(InstantiationState.NOT_INSTANTIATED);
        host.Nfvi.ClearFaults();
        host.Nfvi.ReleaseHung();
        (await vnf.ContinueAsync(id, "retry")).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        await vnf.ConsistentAsync("after the retry");
    }
}
