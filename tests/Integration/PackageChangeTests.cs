using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Integration;

/// <summary>Change of the VNF package: rolling, blue/green, and what goes wrong in between.</summary>
[Collection(ChangesCollection.Name)]
public sealed class PackageChangeTests(ChangesFixture lab) : IAsyncLifetime
{
    public Task InitializeAsync() => lab.NoFaultsAsync();

    public Task DisposeAsync() => lab.NoFaultsAsync();

    [Fact]
    public async Task Rolling_it_changes_image_and_shape()
    {
        var vnf = await lab.UpAsync();
        var before = await lab.ServersAsync(vnf);
        var next = await lab.VersionAsync(2, withDb: false, withProbe: true);
        var end = await lab.DoneAsync(await lab.TaskAsync(vnf, "change_vnfpkg", $$"""{"vnfdId":"{{next}}","additionalParams":{"batchSize":1} }"""));
        end.ModificationsTriggeredByVnfPkgChange!.VnfdId.ShouldBe(next);
        end.ModificationsTriggeredByVnfPkgChange.VnfSoftwareVersion.ShouldBe("2.0");
        end.ResourceChanges!.AffectedVnfcs!.Select(v => (v.VduId, v.ChangeType)).ShouldBe(
            [
                ("front", AffectedVnfcChangeType.MODIFIED), ("front", AffectedVnfcChangeType.MODIFIED),
                ("probe", AffectedVnfcChangeType.ADDED), ("db", AffectedVnfcChangeType.REMOVED),
            ],
            ignoreOrder: true);
        var now = await lab.ServersAsync(vnf);
        now.Keys.ShouldBe(["compute:front:0", "compute:front:1", "compute:probe:0"], ignoreOrder: true);
        foreach (var key in new[] { "compute:front:0", "compute:front:1" })
        {
            now[key].VimResourceId.ShouldBe(before[key].VimResourceId, "a server is rebuilt where it is");
            now[key].Outputs.AttachedPorts.ShouldBe(before[key].Outputs.AttachedPorts);
            ((ComputeSpec)now[key].Spec).Metadata["nfv.incarnation"].ShouldBe("1");
        }
        (await lab.InVimAsync(vnf)).ShouldNotContain(r => r.Kind == VimResourceKind.Storage);
        (await lab.InventoryAsync()).Counters.Where(c => c.Id.Kind == VimResourceKind.Compute && c.Id.Key.StartsWith(vnf + ":compute:front", StringComparison.Ordinal)).ShouldAllBe(c => c.Counters.Created == 1 && c.Counters.Actions == 1);
        var instance = (await lab.Api.VnfLcm.GetAsync(vnf))!;
        (instance.VnfdId, instance.VnfSoftwareVersion, instance.VnfdVersion).ShouldBe((next, "2.0", "2.0"));

        // The instance lives on with the new descriptor.
        await lab.DoneAsync(await lab.TaskAsync(vnf, "heal", """{"vnfcInstanceId":["compute/probe/0"]}"""));
        await TerminateAsync(vnf);
    }

    [Fact]
    public async Task Blue_and_green_the_new_servers_take_over_the_ports()
    {
        var vnf = await lab.UpAsync();
        var ports = await PortsAsync(vnf);
        await lab.DoneAsync(await lab.TaskAsync(vnf, "change_vnfpkg", $$"""{"vnfdId":"{{await lab.VersionAsync(3)}}","additionalParams":{"strategy":"BLUE_GREEN"} }"""));
        var now = await lab.ServersAsync(vnf);
        now.Keys.ShouldBe(["compute:front:2", "compute:front:3", "compute:db:0"], ignoreOrder: true);
        (await PortsAsync(vnf)).Select(p => (p.Key, p.VimResourceId, p.Outputs.Addresses[0].Address)).ShouldBe(ports.Select(p => (p.Key, p.VimResourceId, p.Outputs.Addresses[0].Address)));
        now["compute:front:2"].Outputs.AttachedPorts.ShouldBe([ports[0].Key]);
        now["compute:front:3"].Outputs.AttachedPorts.ShouldBe([ports[1].Key]);

        // And back, where the numbers of before are free again.
        await lab.DoneAsync(await lab.TaskAsync(vnf, "change_vnfpkg", $$"""{"vnfdId":"{{await lab.VersionAsync(1)}}","additionalParams":{"strategy":"BLUE_GREEN","batchSize":1} }"""));
        (await lab.ServersAsync(vnf)).Keys.ShouldBe(["compute:front:0", "compute:front:1", "compute:db:0"], ignoreOrder: true);
        (await PortsAsync(vnf)).Select(p => p.VimResourceId).ShouldBe(ports.Select(p => p.VimResourceId));
        await TerminateAsync(vnf);
    }

    [Theory]
    [InlineData("ROLLING", FaultOperation.ACTION, 1)]
    [InlineData("BLUE_GREEN", FaultOperation.CREATE, 1)]
    [InlineData("BLUE_GREEN", FaultOperation.UPDATE, 1)]
    [InlineData("BLUE_GREEN", FaultOperation.UPDATE, 2)]
    [InlineData("BLUE_GREEN", FaultOperation.DELETE, 0)]
    public async Task Stopped_half_way_it_goes_back_to_the_old_package_or_on_to_the_new_one(string strategy, FaultOperation operation, int skip)
    {
        var next = await lab.VersionAsync(3);
        var old = await lab.VersionAsync(1);
        foreach (var back in new[] { true, false })
        {
            var vnf = await lab.UpAsync();
            var before = await lab.PictureAsync(vnf);
            await lab.FaultAsync(new FaultRule { Operation = operation, Kind = VimResourceKind.Compute, KeyContains = vnf, Mode = FaultMode.FAIL, Times = 1, Skip = skip, Message = "not this one" });
            var change = await lab.TaskAsync(vnf, "change_vnfpkg", $$"""{"vnfdId":"{{next}}","additionalParams":{"strategy":"{{strategy}}"} }""");
            (await lab.DoneAsync(change, LcmOperationStateType.FAILED_TEMP)).Error!.Detail.ShouldContain("not this one");
            (await lab.Api.VnfLcm.GetAsync(vnf))!.VnfdId.ShouldBe(old);
            await (back ? lab.Api.VnfLcm.RollbackAsync(change) : lab.Api.VnfLcm.RetryAsync(change));
            await lab.DoneAsync(change, back ? LcmOperationStateType.ROLLED_BACK : LcmOperationStateType.COMPLETED);
            (await lab.Api.VnfLcm.GetAsync(vnf))!.VnfdId.ShouldBe(back ? old : next);
            if (back)
            {
                (await lab.PictureAsync(vnf)).ShouldBe(before);
            }
            var servers = (await lab.ServersAsync(vnf)).Values;
            servers.Count().ShouldBe(3);
            servers.ShouldAllBe(s => s.State == VimResourceState.ACTIVE);
            (await PortsAsync(vnf)).ShouldAllBe(p => p.Outputs.AttachedTo != null);
            await TerminateAsync(vnf);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_healthy_stops_the_rolling()
    {
        var vnf = await lab.UpAsync();
        await lab.FaultAsync(new FaultRule { Operation = FaultOperation.ACTION, Kind = VimResourceKind.Compute, KeyContains = vnf, Mode = FaultMode.ERROR_STATE, Times = 1, Message = "kernel panic" });
        var change = await lab.TaskAsync(vnf, "change_vnfpkg", $$"""{"vnfdId":"{{await lab.VersionAsync(3)}}"}""");
        (await lab.DoneAsync(change, LcmOperationStateType.FAILED_TEMP)).Error!.Detail.ShouldContain("kernel panic");
        (await lab.ServersAsync(vnf)).Count(s => ((ComputeSpec)s.Value.Spec).Metadata.ContainsKey("nfv.incarnation")).ShouldBe(0, "the second server was left alone");
        await lab.Api.VnfLcm.RollbackAsync(change);
        await lab.DoneAsync(change, LcmOperationStateType.ROLLED_BACK);
        (await lab.ServersAsync(vnf)).Values.ShouldAllBe(s => s.State == VimResourceState.ACTIVE);
        await TerminateAsync(vnf);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_the_reason()
    {
        var vnf = await lab.UpAsync();
        async Task<string> RefusedAsync(string body) => (await lab.VnfmAsync(HttpMethod.Post, $"vnflcm/v2/vnf_instances/{vnf}/change_vnfpkg", body)).Problem(422);
        (await RefusedAsync("""{"vnfdId":"00000000-0000-4000-8000-00000000dead"}""")).ShouldContain("00000000dead");
        (await RefusedAsync($$"""{"vnfdId":"{{await lab.VersionAsync(1)}}"}""")).ShouldContain("already");
        (await RefusedAsync($$"""{"vnfdId":"{{await lab.VersionAsync(4, product: "Other")}}"}""")).ShouldContain("Other");
        var next = await lab.VersionAsync(3);
        (await RefusedAsync($$"""{"vnfdId":"{{next}}","additionalParams":{"strategy":"HOPE"} }""")).ShouldContain("BLUE_GREEN");
        (await RefusedAsync($$"""{"vnfdId":"{{next}}","additionalParams":{"batchSize":0} }""")).ShouldContain("batchSize");
        (await RefusedAsync($$"""{"vnfdId":"{{next}}","additionalParams":{"soakSeconds":9999} }""")).ShouldContain("soakSeconds");
        await TerminateAsync(vnf);
    }

    private async Task<IReadOnlyList<VimResource>> PortsAsync(string vnf)
        => [.. (await lab.InVimAsync(vnf)).Where(r => r.Kind == VimResourceKind.Port).OrderBy(r => r.Key, StringComparer.Ordinal)];

    private async Task TerminateAsync(string vnf)
    {
        var accepted = await lab.Api.VnfLcm.TerminateAsync(vnf, new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL });
        await lab.DoneAsync(accepted.OpOccId);
        (await lab.InVimAsync(vnf)).ShouldBeEmpty();
    }
}
