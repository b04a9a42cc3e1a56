using System.Diagnostics;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>A VIM that cannot be reached, or does not answer: operations stop in the time that was set, say why, and a retry finishes them when it is back.</summary>
public sealed class SilentVimTests
{
    /// <summary>Far above the time that was set, far below the sum of what nested repetitions would take.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_instantiation_stops_in_time_and_a_retry_finishes_it(bool mute)
    {
        await using var host = await StartAsync();
        var vnf = await VnfDriver.CreateAsync(host);
        Silence(host, mute);
        var watch = Stopwatch.StartNew();
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        var stopped = await vnf.EndAsync(id);
        watch.Elapsed.ShouldBeLessThan(Bound);
        stopped.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        stopped.Error!.Detail.ShouldContain(mute ? "had no answer within" : $"Check that the VIM adapter runs at {host.Vim.Address}");
        // One, or on a busy machine a second that the patience still allowed; nested repetitions would be many.
        stopped.Error.Detail.ShouldMatch("failed after [12] attempt\\(s\\)");
        stopped.Error.Extensions!["legalActions"].GetArrayLength().ShouldBe(3);
        vnf.Inventory().ShouldBeEmpty();

        // Still not there: the retry stops as well.
        (await vnf.ContinueAsync(id, "retry")).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        host.Cable.Mend();
        (await vnf.ContinueAsync(id, "retry")).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        await vnf.ConsistentAsync("after the retry");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_is_lost_in_the_middle_is_gone_on_with(bool mute)
    {
        await using var host = await StartAsync();
        var vnf = await VnfDriver.CreateAsync(host);
        vnf.Break(FaultMode.HANG, operation: FaultOperation.CREATE, key: "compute:front", times: null);
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        await Eventually.HoldsAsync(() => vnf.Inventory().ContainsKey("compute:front:0"), "the server is being made");
        Silence(host, mute);
        var watch = Stopwatch.StartNew();
        var stopped = await vnf.EndAsync(id);
        watch.Elapsed.ShouldBeLessThan(Bound);
        (stopped.OperationState, stopped.Error!.Detail.Contains("create:compute/front/0", StringComparison.Ordinal)).ShouldBe((LcmOperationStateType.FAILED_TEMP, true), stopped.Error.Detail);
        host.Nfvi.ClearFaults();
        host.Nfvi.ReleaseHung();
        host.Cable.Mend();
        (await vnf.ContinueAsync(id, "retry")).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        await vnf.ConsistentAsync("after the retry");
        var before = vnf.Inventory();

        // A roll back waits no longer than the way there.
        host.Cable.Cut();
        id = await vnf.StartAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        (await vnf.EndAsync(id)).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        (await vnf.ContinueAsync(id, "rollback")).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        host.Cable.Mend();
        (await vnf.ContinueAsync(id, "rollback")).OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
    }

    [Fact]
    public async Task A_line_that_is_mended_in_time_is_not_noticed()
    {
        await using var host = await StartAsync(o => o.VimPatience = TimeSpan.FromSeconds(30));
        var vnf = await VnfDriver.CreateAsync(host);
        host.Cable.Cut();
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        await Eventually.HoldsAsync(async () => (await vnf.OccurrenceAsync(id)).OperationState == LcmOperationStateType.PROCESSING, "it is at work");
        host.Cable.Mend();
        (await vnf.EndAsync(id)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        await vnf.ConsistentAsync("after the line was mended");
    }

    [Fact]
    public async Task What_is_to_be_healed_cannot_be_told_without_the_VIM()
    {
        await using var host = await StartAsync();
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.Inventory();
        host.Cable.Cut();
        var over = await vnf.EndAsync(await vnf.StartAsync("heal", "{}"));
        (over.OperationState, over.Error!.Status).ShouldBe((LcmOperationStateType.ROLLED_BACK, 503));
        over.Error.Detail.ShouldContain("Repeat the operation when the VIM answers");
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        host.Cable.Mend();
        await vnf.CompleteAsync("heal", "{}");
    }

    private static Task<VnfmHost> StartAsync(Action<VnfmOptions>? configure = null) => VnfmHost.StartAsync(
        configure: o =>
        {
            o.VimTimeout = TimeSpan.FromSeconds(2);
            o.VimPatience = TimeSpan.FromSeconds(2);
            o.VimAnswerTimeout = TimeSpan.FromSeconds(1);
            configure?.Invoke(o);
        },
        cable: true);

    private static void Silence(VnfmHost host, bool mute)
    {
        if (mute)
        {
            host.Cable.GoDead();
        }
        else
        {
            host.Cable.Cut();
        }
    }
}
