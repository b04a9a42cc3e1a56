using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Reconciliation;

namespace NfvOrchestrator.Integration;

/// <summary>Somebody works behind our backs in the VIM: it is noticed, reported, and set right where the policies say so.</summary>
[Collection(ChangesCollection.Name)]
public sealed class TruthCheckTests(ChangesFixture lab)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_is_missing_is_healed_what_drifted_is_reported_and_orphans_go()
    {
        var vnf = await lab.UpAsync();
        (await lab.LookAsync()).Unreachable.ShouldBeNull();
        (await lab.FindingsAsync(vnf)).ShouldBeEmpty();

        var missing = VimKey.Of(vnf, "compute", "front", "0");
        var drifted = VimKey.Of(vnf, "compute", "front", "1");
        await lab.Vim.EnsureDeletedAsync(LabHost.VimAccount, VimResourceKind.Compute, missing, Patience, default);
        await lab.Vim.EnsureActedAsync(LabHost.VimAccount, VimResourceKind.Compute, drifted, new VimAction { Type = VimActionType.STOP, ActionId = "by-hand" }, Patience, default);
        var orphan = VimKey.Of(vnf, "forgotten");
        await lab.Vim.EnsureAsync(LabHost.VimAccount, orphan, new StorageSpec { SizeGib = 1, Tags = new VimTags { InstanceId = vnf, ManagedBy = "vnfm" } }, Patience, default);
        var foreign = VimKey.Of(vnf, "foreign");
        await lab.Vim.EnsureAsync(LabHost.VimAccount, foreign, new StorageSpec { SizeGib = 1, Tags = new VimTags { InstanceId = vnf } }, Patience, default);

        await lab.LookAsync();
        var findings = await lab.FindingsAsync(vnf);
        findings.Select(f => (f.Kind, f.VimResourceKey)).ShouldBe([(FindingKind.MISSING, missing), (FindingKind.DRIFTED, drifted), (FindingKind.ORPHANED, orphan)], ignoreOrder: true);
        var drift = findings.Single(f => f.Kind == FindingKind.DRIFTED);
        drift.Differences!.ShouldHaveSingleItem().ShouldBe(new FindingDifference("power", "STARTED", "STOPPED"));
        drift.ResourceId.ShouldBe("compute/front/1");
        findings.ShouldAllBe(f => f.Looks == 1 && f.VnfLcmOpOccId == null);
        (await lab.VnfmAsync(HttpMethod.Get, $"vnfm-ext/v1/findings/{drift.Id}")).Body.ShouldContain("STOPPED");
        (await lab.VnfmAsync(HttpMethod.Get, "vnfm-ext/v1/findings?kind=WRONG")).Problem(400).ShouldContain("ORPHANED");

        // Seen twice: now it is acted on. Healing looks at everything, so the drift is set right with it.
        await lab.LookAsync();
        var heal = (await lab.FindingsAsync(vnf)).Single(f => f.Kind == FindingKind.MISSING).VnfLcmOpOccId.ShouldNotBeNull();
        var end = await lab.DoneAsync(heal);
        (end.Operation, end.IsAutomaticInvocation).ShouldBe((LcmOperationType.HEAL, true));
        (await lab.Vim.GetAsync(LabHost.VimAccount, VimResourceKind.Storage, orphan, TimeSpan.Zero, default)).ShouldBeNull();
        (await lab.Vim.GetAsync(LabHost.VimAccount, VimResourceKind.Storage, foreign, TimeSpan.Zero, default)).ShouldNotBeNull("what is not tagged as ours is left alone");
        (await lab.ServersAsync(vnf)).Values.ShouldAllBe(s => s.State == VimResourceState.ACTIVE);
        await lab.LookAsync();
        (await lab.FindingsAsync(vnf)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instance_that_is_worked_on_is_left_out()
    {
        var vnf = await lab.UpAsync();
        await lab.Vim.EnsureDeletedAsync(LabHost.VimAccount, VimResourceKind.Compute, VimKey.Of(vnf, "compute", "front", "0"), Patience, default);
        await lab.FaultAsync(new Vim.Simulator.FaultRule { Operation = Vim.Simulator.FaultOperation.CREATE, KeyContains = vnf, Mode = Vim.Simulator.FaultMode.FAIL, Message = "no" });
        var heal = await lab.TaskAsync(vnf, "heal", "{}");
        await lab.DoneAsync(heal, LcmOperationStateType.FAILED_TEMP);
        (await lab.LookAsync()).InstancesLeftOut.ShouldBeGreaterThanOrEqualTo(1);
        (await lab.FindingsAsync(vnf)).ShouldBeEmpty();
        await lab.NoFaultsAsync();
        await lab.Api.VnfLcm.RetryAsync(heal);
        await lab.DoneAsync(heal);
    }
}
