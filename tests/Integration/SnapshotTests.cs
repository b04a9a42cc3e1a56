using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Integration;

/// <summary>VNF snapshots: taken, reverted to, deleted, and what goes wrong in between.</summary>
[Collection(ChangesCollection.Name)]
public sealed class SnapshotTests(ChangesFixture lab) : IAsyncLifetime
{
    public Task InitializeAsync() => lab.NoFaultsAsync();

    public Task DisposeAsync() => lab.NoFaultsAsync();

    [Fact]
    public async Task A_VNF_is_reverted_as_often_as_one_likes()
    {
        var vnf = await lab.UpAsync();
        var before = await lab.ServersAsync(vnf);
        var snapshot = await CreateAsync();
        await lab.DoneAsync(await lab.TaskAsync(vnf, "create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}","userDefinedData":{"why":"before the change"} }"""));

        var info = await ReadAsync(snapshot);
        info.VnfSnapshot!.VnfInstanceId.ShouldBe(vnf);
        info.VnfSnapshot.VnfcSnapshots.Count.ShouldBe(3);
        info.VnfSnapshot.VnfcSnapshots.ShouldAllBe(v => v.ComputeSnapshotResource != null && v.CreationFinishedAt != null);
        info.VnfSnapshot.VnfcSnapshots.Single(v => v.StorageSnapshotResources is not null).VnfcInstanceId.ShouldBe("compute/db/0");
        info.VnfSnapshot.UserDefinedData!["why"].GetString().ShouldBe("before the change");
        info.Links.TakenFrom!.Href.ShouldEndWith(vnf);
        (await TakenAsync(vnf)).ShouldBe(4);
        (await lab.VnfmAsync(HttpMethod.Get, "vnflcm/v2/vnf_snapshots?filter=(eq,vnfSnapshot/vnfInstanceId," + vnf + ")&fields=vnfSnapshot")).Body.ShouldContain(await lab.VersionAsync(1));

        for (var time = 1; time <= 2; time++)
        {
            var end = await lab.DoneAsync(await lab.TaskAsync(vnf, "revert_to_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}"""));
            end.ResourceChanges!.AffectedVnfcs!.Count.ShouldBe(3);
            end.VnfSnapshotInfoId.ShouldBe(snapshot);
            var now = await lab.ServersAsync(vnf);
            now.Keys.ShouldBe(before.Keys, ignoreOrder: true);
            foreach (var (key, server) in now)
            {
                server.State.ShouldBe(VimResourceState.ACTIVE);
                server.VimResourceId.ShouldBe(before[key].VimResourceId, "a server is rebuilt where it is");
                ((ComputeSpec)server.Spec).ImageRef!.ShouldContain(snapshot);
                server.Outputs.AttachedPorts.ShouldBe(before[key].Outputs.AttachedPorts);
                ((ComputeSpec)server.Spec).Metadata["nfv.incarnation"].ShouldBe(time.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            var volume = (await lab.InVimAsync(vnf)).Single(r => r.Kind == VimResourceKind.Storage);
            ((StorageSpec)volume.Spec).SnapshotKey!.ShouldContain(snapshot);
            volume.Outputs.AttachedTo.ShouldBe(before["compute:db:0"].VimResourceId);
        }

        (await lab.VnfmAsync(HttpMethod.Delete, $"vnflcm/v2/vnf_snapshots/{snapshot}")).Status.ShouldBe(204);
        (await lab.VnfmAsync(HttpMethod.Get, $"vnflcm/v2/vnf_snapshots/{snapshot}")).Problem(404).ShouldContain(snapshot);
        await Eventually.HoldsAsync(async () => await TakenAsync(vnf) == 0, "the snapshots are gone in the VIM");
        var terminated = await lab.Api.VnfLcm.TerminateAsync(vnf, new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL });
        await lab.DoneAsync(terminated.OpOccId);
        (await lab.InVimAsync(vnf)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_that_fails_half_way_is_rolled_back_or_retried()
    {
        var vnf = await lab.UpAsync();
        var before = await lab.PictureAsync(vnf);
        var snapshot = await CreateAsync();
        await FailAsync(vnf, VimResourceKind.Snapshot, FaultOperation.CREATE, "no space for it");
        var first = await lab.TaskAsync(vnf, "create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""");
        (await lab.DoneAsync(first, LcmOperationStateType.FAILED_TEMP)).Error!.Detail.ShouldContain("no space for it");
        (await lab.VnfmAsync(HttpMethod.Delete, $"vnflcm/v2/vnf_snapshots/{snapshot}")).Problem(409).ShouldContain(first);
        await lab.Api.VnfLcm.RollbackAsync(first);
        await lab.DoneAsync(first, LcmOperationStateType.ROLLED_BACK);
        (await lab.PictureAsync(vnf)).ShouldBe(before);
        (await ReadAsync(snapshot)).VnfSnapshot.ShouldBeNull();

        await FailAsync(vnf, VimResourceKind.Snapshot, FaultOperation.CREATE, "still none");
        var second = await lab.TaskAsync(vnf, "create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""");
        await lab.DoneAsync(second, LcmOperationStateType.FAILED_TEMP);
        await lab.Api.VnfLcm.RetryAsync(second);
        await lab.DoneAsync(second);
        (await TakenAsync(vnf)).ShouldBe(4);

        // A revert that stops: another one with the same snapshot waits, a retry ends it.
        await FailAsync(vnf, VimResourceKind.Compute, FaultOperation.ACTION, "it does not come up");
        var revert = await lab.TaskAsync(vnf, "revert_to_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""");
        (await lab.DoneAsync(revert, LcmOperationStateType.FAILED_TEMP)).Error!.Detail.ShouldContain("it does not come up");
        await lab.Api.VnfLcm.RetryAsync(revert);
        await lab.DoneAsync(revert);
        (await lab.ServersAsync(vnf)).Values.ShouldAllBe(s => s.State == VimResourceState.ACTIVE && ((ComputeSpec)s.Spec).ImageRef!.Contains(snapshot));
    }

    [Fact]
    public async Task One_VNFC_is_taken_and_reverted_for_itself()
    {
        var vnf = await lab.UpAsync();
        var snapshot = await CreateAsync();
        (await lab.VnfmAsync(HttpMethod.Post, $"vnflcm/v2/vnf_instances/{vnf}/create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}","vnfcInstanceId":"compute/none/0"}""")).Problem(422).ShouldContain("compute/db/0");
        await lab.DoneAsync(await lab.TaskAsync(vnf, "create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}","vnfcInstanceId":"compute/front/1"}"""));
        (await ReadAsync(snapshot)).VnfSnapshot!.VnfcSnapshots.ShouldHaveSingleItem().VnfcInstanceId.ShouldBe("compute/front/1");
        (await lab.VnfmAsync(HttpMethod.Post, $"vnflcm/v2/vnf_instances/{vnf}/revert_to_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""")).Problem(422).ShouldContain("vnfcInstanceId");
        await lab.DoneAsync(await lab.TaskAsync(vnf, "revert_to_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}","vnfcInstanceId":"compute/front/1"}"""));
        var servers = await lab.ServersAsync(vnf);
        ((ComputeSpec)servers["compute:front:1"].Spec).ImageRef!.ShouldContain(snapshot);
        servers.Where(s => s.Key != "compute:front:1").ShouldAllBe(s => !((ComputeSpec)s.Value.Spec).ImageRef!.Contains(snapshot));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_the_reason()
    {
        var vnf = await lab.UpAsync();
        var other = await lab.UpAsync();
        var snapshot = await CreateAsync();
        var path = $"vnflcm/v2/vnf_instances/{vnf}/";
        var body = $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""";
        (await lab.VnfmAsync(HttpMethod.Post, path + "create_snapshot", """{"vnfSnapshotInfoId":"nothing"}""")).Problem(422).ShouldContain("nothing");
        (await lab.VnfmAsync(HttpMethod.Post, path + "revert_to_snapshot", body)).Problem(409).ShouldContain("create_snapshot");
        await lab.DoneAsync(await lab.TaskAsync(vnf, "create_snapshot", body));
        (await lab.VnfmAsync(HttpMethod.Post, path + "create_snapshot", body)).Problem(409).ShouldContain("already taken");
        (await lab.VnfmAsync(HttpMethod.Post, $"vnflcm/v2/vnf_instances/{other}/revert_to_snapshot", body)).Problem(409).ShouldContain(vnf);
        (await lab.VnfmAsync(HttpMethod.Post, "vnflcm/v2/vnf_snapshots", """{"vnfSnapshotPkgId":"p"}""")).Problem(422).ShouldContain("packages");
        (await lab.VnfmAsync(HttpMethod.Patch, $"vnflcm/v2/vnf_snapshots/{snapshot}", """{"id":"x"}""", "application/merge-patch+json")).Problem(422).ShouldContain("vnfSnapshotPkgId");
        (await lab.VnfmAsync(HttpMethod.Patch, $"vnflcm/v2/vnf_snapshots/{snapshot}", """{"vnfSnapshotPkgId":"pkg-1"}""", "application/merge-patch+json")).Status.ShouldBe(200);
        (await ReadAsync(snapshot)).VnfSnapshotPkgId.ShouldBe("pkg-1");
    }

    private async Task<string> CreateAsync()
    {
        var answer = await lab.VnfmAsync(HttpMethod.Post, "vnflcm/v2/vnf_snapshots", "{}");
        answer.Status.ShouldBe(201, answer.Body);
        return answer.Location!.Split('/')[^1];
    }

    private async Task<VnfSnapshotInfo> ReadAsync(string id)
        => JsonSerializer.Deserialize((await lab.VnfmAsync(HttpMethod.Get, $"vnflcm/v2/vnf_snapshots/{id}")).Body, VnfLcmJsonContext.Default.VnfSnapshotInfo)!;

    private async Task<int> TakenAsync(string vnf) => (await lab.InVimAsync(vnf)).Count(r => r.Kind == VimResourceKind.Snapshot);

    private Task FailAsync(string vnf, VimResourceKind kind, FaultOperation operation, string message) => lab.FaultAsync(new FaultRule
    {
        Operation = operation,
        Kind = kind,
        KeyContains = vnf,
        Mode = FaultMode.FAIL,
        Times = 1,
        Skip = 1,
        Message = message,
    });
}
