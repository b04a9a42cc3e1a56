using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Integration;

/// <summary>The VIM fails in the middle of operations: retry, roll back, fail, lost answers, cancel.</summary>
public sealed class VimFailureTests(LabFixture lab) : IClassFixture<LabFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => lab.NoFaultsAsync();

    public Task DisposeAsync() => lab.NoFaultsAsync();

    [Fact]
    public async Task A_failed_creation_stops_with_the_VIMs_words_and_rolls_back_to_nothing()
    {
        var (vnf, end) = await FailAsync();
        end.Error!.Detail.ShouldContain("no such hypervisor");
        end.Error.Detail.ShouldContain("Retry");
        (await lab.CallAsync(HttpMethod.Post, lab.Lab.Addresses.Vnfm, $"vnflcm/v2/vnf_instances/{vnf}/instantiate", """{"flavourId":"small"}""")).Problem(409).ShouldContain(end.Id);
        (await lab.CallAsync(HttpMethod.Delete, lab.Lab.Addresses.Vnfm, $"vnflcm/v2/vnf_instances/{vnf}")).Problem(409).ShouldContain(end.Id);
        await lab.Api.VnfLcm.RollbackAsync(end.Id);
        var rolled = await lab.VnfEndAsync(end.Id);
        rolled.OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK, rolled.Error?.Detail);
        await IsGoneAsync(vnf);
        await lab.Api.VnfLcm.DeleteAsync(vnf);
    }

    [Fact]
    public async Task A_retry_goes_on_from_there()
    {
        var (vnf, end) = await FailAsync();
        await lab.NoFaultsAsync();
        await lab.Api.VnfLcm.RetryAsync(end.Id);
        var retried = await lab.VnfEndAsync(end.Id);
        retried.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, retried.Error?.Detail);
        retried.Error.ShouldBeNull();
        var info = (await lab.Api.VnfLcm.GetAsync(vnf))!.InstantiatedVnfInfo!;
        info.VnfcResourceInfo!.Count.ShouldBe((await lab.InVimAsync(vnf)).Count(r => r.Kind == VimResourceKind.Compute));
        retried.ResourceChanges!.AffectedVnfcs!.Count.ShouldBe(info.VnfcResourceInfo.Count);
        await NothingTwiceAsync(vnf);
        await TerminateAsync(vnf);
    }

    [Fact]
    public async Task Given_up_the_instance_is_stopped_and_a_termination_cleans_up()
    {
        var (vnf, end) = await FailAsync();
        (await lab.Api.VnfLcm.FailAsync(end.Id)).OperationState.ShouldBe(LcmOperationStateType.FAILED);
        var instance = (await lab.Api.VnfLcm.GetAsync(vnf))!;
        instance.InstantiationState.ShouldBe(InstantiationState.INSTANTIATED);
        instance.InstantiatedVnfInfo!.VnfState.ShouldBe(VnfOperationalStateType.STOPPED);
        await lab.NoFaultsAsync();
        await TerminateAsync(vnf);
    }

    [Fact]
    public async Task A_failed_scaling_rolls_back_to_what_was_there()
    {
        var vnf = await UpAsync();
        var before = (await lab.InVimAsync(vnf)).Select(r => (r.Key, r.Version)).ToList();
        await lab.FaultAsync(new FaultRule { Operation = FaultOperation.CREATE, Kind = VimResourceKind.Compute, Mode = FaultMode.ERROR_STATE, KeyContains = vnf, Times = 1, Message = "it did not boot" });
        var accepted = await lab.Api.VnfLcm.ScaleAsync(vnf, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "user_plane" });
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        end.Error!.Detail.ShouldContain("it did not boot");
        await lab.Api.VnfLcm.RollbackAsync(end.Id);
        (await lab.VnfEndAsync(end.Id)).OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        (await lab.InVimAsync(vnf)).Select(r => (r.Key, r.Version)).ShouldBe(before);
        var info = (await lab.Api.VnfLcm.GetAsync(vnf))!.InstantiatedVnfInfo!;
        (info.ScaleStatus![0].ScaleLevel, info.VnfState).ShouldBe((0, VnfOperationalStateType.STARTED));

        // What was wrecked is no obstacle to the next attempt.
        var again = await lab.Api.VnfLcm.ScaleAsync(vnf, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "user_plane" });
        var second = await lab.VnfEndAsync(again.OpOccId);
        second.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, second.Error?.Detail);
        await TerminateAsync(vnf);
    }

    [Fact]
    public async Task A_scaling_that_is_given_up_leaves_nothing_that_a_termination_does_not_find()
    {
        var vnf = await UpAsync();
        await lab.FaultAsync(new FaultRule { Operation = FaultOperation.CREATE, Kind = VimResourceKind.Compute, Mode = FaultMode.FAIL, KeyContains = vnf, Message = "no" });
        var accepted = await lab.Api.VnfLcm.ScaleAsync(vnf, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "user_plane" });
        (await lab.VnfEndAsync(accepted.OpOccId)).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        await lab.Api.VnfLcm.FailAsync(accepted.OpOccId);
        await lab.NoFaultsAsync();
        await TerminateAsync(vnf);
    }

    [Fact]
    public async Task A_lost_answer_makes_nothing_twice()
    {
        await lab.FaultAsync(new FaultRule { Operation = FaultOperation.CREATE, Mode = FaultMode.LOSE_ANSWER, Times = 6 });
        var vnf = await UpAsync();
        await NothingTwiceAsync(vnf);
        await lab.FaultAsync(new FaultRule { Operation = FaultOperation.DELETE, Mode = FaultMode.LOSE_ANSWER, Times = 6 });
        await TerminateAsync(vnf);
        (await lab.InventoryAsync()).Counters.Where(c => c.Id.Key.StartsWith(vnf, StringComparison.Ordinal)).ShouldAllBe(c => c.Counters.Created == 1 && c.Counters.Deleted == 1);
    }

    [Fact]
    public async Task A_passing_trouble_is_not_seen_from_outside()
    {
        await lab.FaultAsync(new FaultRule { Operation = FaultOperation.CREATE, Kind = VimResourceKind.Compute, Mode = FaultMode.FAIL, Cause = VimErrorCause.TRANSIENT, Retryable = true, Times = 2 });
        var vnf = await UpAsync();
        await NothingTwiceAsync(vnf);
        await TerminateAsync(vnf);
    }

    [Fact]
    public async Task A_failed_termination_is_retried()
    {
        var vnf = await UpAsync();
        await lab.FaultAsync(new FaultRule { Operation = FaultOperation.DELETE, Kind = VimResourceKind.Compute, Mode = FaultMode.FAIL, KeyContains = vnf, Times = 1, Message = "it clings" });
        var accepted = await lab.Api.VnfLcm.TerminateAsync(vnf, new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL });
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        end.Error!.Detail.ShouldContain("it clings");
        (await lab.Api.VnfLcm.GetAsync(vnf))!.InstantiationState.ShouldBe(InstantiationState.INSTANTIATED);
        await lab.Api.VnfLcm.RetryAsync(end.Id);
        (await lab.VnfEndAsync(end.Id)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        await IsGoneAsync(vnf);
    }

    private async Task<(string VnfId, VnfLcmOpOcc End)> FailAsync()
    {
        var vnf = await lab.CreateVnfAsync("5g-core/upf");
        await lab.FaultAsync(new FaultRule
        {
            Operation = FaultOperation.CREATE,
            Kind = VimResourceKind.Compute,
            Mode = FaultMode.FAIL,
            KeyContains = vnf.Id,
            Skip = 1,
            Message = "no such hypervisor",
            Cause = VimErrorCause.INTERNAL,
        });
        var accepted = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.UpfRequestAsync());
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        (await lab.InVimAsync(vnf.Id)).ShouldNotBeEmpty();
        return (vnf.Id, end);
    }

    private async Task<string> UpAsync()
    {
        var vnf = await lab.CreateVnfAsync("5g-core/upf");
        var accepted = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.UpfRequestAsync());
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, end.Error?.Detail);
        return vnf.Id;
    }

    private async Task TerminateAsync(string vnfId)
    {
        var accepted = await lab.Api.VnfLcm.TerminateAsync(vnfId, new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL });
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, end.Error?.Detail);
        await IsGoneAsync(vnfId);
    }

    private async Task IsGoneAsync(string vnfId)
    {
        (await lab.InVimAsync(vnfId)).ShouldBeEmpty();
        var instance = (await lab.Api.VnfLcm.GetAsync(vnfId))!;
        instance.InstantiationState.ShouldBe(InstantiationState.NOT_INSTANTIATED);
        instance.InstantiatedVnfInfo.ShouldBeNull();
        await Eventually.HoldsAsync(async () => await lab.ReservationAsync(vnfId) is null, "the ledger has the capacity back", TimeSpan.FromSeconds(10));
    }

    private async Task NothingTwiceAsync(string vnfId)
        => (await lab.InventoryAsync()).Counters.Where(c => c.Id.Key.StartsWith(vnfId, StringComparison.Ordinal)).ShouldAllBe(c => c.Counters.Created == 1);
}

/// <summary>A lab whose servers take two seconds to boot.</summary>
public sealed class SlowLabFixture : LabFixture
{
    protected override LabOptions Change(LabOptions options) => options with { BootTime = TimeSpan.FromSeconds(2) };
}

/// <summary>Operations that take their time.</summary>
public sealed class SlowLabTests(SlowLabFixture lab) : IClassFixture<SlowLabFixture>
{
    [Theory]
    [InlineData(CancelModeType.GRACEFUL)]
    [InlineData(CancelModeType.FORCEFUL)]
    public async Task Cancelled_while_a_server_boots_it_stops_and_rolls_back(CancelModeType mode)
    {
        var vnf = await lab.CreateVnfAsync("5g-core/upf");
        var accepted = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.UpfRequestAsync());
        await Eventually.HoldsAsync(async () => (await lab.InVimAsync(vnf.Id)).Any(r => r.Kind == VimResourceKind.Compute), "a server boots");
        await lab.Api.VnfLcm.CancelAsync(accepted.OpOccId, mode);
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        if (mode == CancelModeType.GRACEFUL && end.OperationState == LcmOperationStateType.COMPLETED)
        {
            // Graceful lets steps that began end; when none was left, the operation is done.
            return;
        }
        end.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        end.IsCancelPending.ShouldBeFalse();
        end.Error!.Detail.ShouldContain("ancel");
        await lab.Api.VnfLcm.RollbackAsync(accepted.OpOccId);
        var rolled = await lab.VnfEndAsync(accepted.OpOccId);
        rolled.OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK, rolled.Error?.Detail);
        (await lab.InVimAsync(vnf.Id)).ShouldBeEmpty();
        (await lab.Api.VnfLcm.GetAsync(vnf.Id))!.InstantiationState.ShouldBe(InstantiationState.NOT_INSTANTIATED);
        await Eventually.HoldsAsync(async () => await lab.ReservationAsync(vnf.Id) is null, "the ledger has the capacity back");
    }

    [Fact]
    public async Task One_operation_at_a_time()
    {
        var vnf = await lab.CreateVnfAsync();
        var body = System.Text.Json.JsonSerializer.Serialize(await lab.MinimalRequestAsync(), VnfLcmJsonContext.Default.InstantiateVnfRequest);
        var path = $"vnflcm/v2/vnf_instances/{vnf.Id}/instantiate";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lab.CallAsync(HttpMethod.Post, lab.Lab.Addresses.Vnfm, path, body)));
        var holder = answers.Where(a => a.Status == 202).ShouldHaveSingleItem().Location!.Split('/')[^1];
        foreach (var refused in answers.Where(a => a.Status != 202))
        {
            refused.Problem(409).ShouldContain(holder);
        }
        (await lab.CallAsync(HttpMethod.Delete, lab.Lab.Addresses.Vnfm, $"vnflcm/v2/vnf_instances/{vnf.Id}")).Problem(409).ShouldContain(holder);
        (await lab.VnfEndAsync(holder)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        (await lab.InVimAsync(vnf.Id)).Count(r => r.Kind == VimResourceKind.Compute).ShouldBe(1);
    }
}
