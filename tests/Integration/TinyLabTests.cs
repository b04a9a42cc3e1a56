using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Integration;

/// <summary>A lab with two hosts that lets nobody call back to this machine.</summary>
public sealed class TinyLabFixture : LabFixture
{
    protected override LabOptions Change(LabOptions options) => options with { Hosts = 2, AllowLoopbackCallbacks = false };
}

/// <summary>What does not fit is refused before anything is made; callbacks to the inside are refused.</summary>
public sealed class TinyLabTests(TinyLabFixture lab) : IClassFixture<TinyLabFixture>
{
    [Fact]
    public async Task No_capacity_no_grant_and_nothing_left()
    {
        // Workers want a host each, 16 cores and 24 GiB of large pages: of the flavour 'large' at level 'busy' four do not fit on two hosts.
        var vnf = await lab.CreateVnfAsync("5g-core/upf");
        var accepted = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.RequestAsync("large", LabFixture.UpfPoints) with { InstantiationLevelId = "busy" });
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        end.Error!.Status.ShouldBe(403);
        end.Error.Detail.ShouldContain("not granted");
        end.Error.Detail.ShouldContain("upf_data");
        (await lab.InVimAsync(vnf.Id)).ShouldBeEmpty();
        (await lab.ReservationAsync(vnf.Id)).ShouldBeNull();
        (await lab.Api.VnfLcm.GetAsync(vnf.Id))!.InstantiationState.ShouldBe(InstantiationState.NOT_INSTANTIATED);

        // The instance is free, and what fits is granted.
        var smaller = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.UpfRequestAsync());
        var second = await lab.VnfEndAsync(smaller.OpOccId);
        second.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, second.Error?.Detail);
        var scaled = await lab.Api.VnfLcm.ScaleAsync(vnf.Id, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "user_plane", NumberOfSteps = 2 });
        var third = await lab.VnfEndAsync(scaled.OpOccId);
        // The grant knows zones, not hosts: what only the hosts rule out (one worker a host) is refused by the VIM.
        if (third.OperationState == LcmOperationStateType.FAILED_TEMP)
        {
            third.Error!.Detail.ShouldContain("host");
            await lab.Api.VnfLcm.RollbackAsync(third.Id);
            third = await lab.VnfEndAsync(third.Id);
        }
        third.OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        var info = (await lab.Api.VnfLcm.GetAsync(vnf.Id))!.InstantiatedVnfInfo!;
        info.ScaleStatus![0].ScaleLevel.ShouldBe(0);
        info.VnfState.ShouldBe(Sol.Common.VnfOperationalStateType.STARTED);
    }

    [Fact]
    public async Task A_local_disk_that_no_host_has_is_refused_by_the_grant()
    {
        // The VIM would refuse it as well, but only after networks and ports were made.
        var folder = new VnfPackageFolder("3140a200-0000-4000-a000-000000000001", "1.0", "Hoarder", "A server with more disk than a host has")
            .Vdu("hoarder", "hoarder", "a large one", (1, 1), disk: "20000 GiB").Net("hoarder").Write();
        string vnfd;
        try
        {
            vnfd = await Onboarding.VnfAsync(lab.Api.Packages, folder, CancellationToken.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        var vnf = (await lab.Api.VnfLcm.CreateAsync(new Sol.VnfLcm.CreateVnfRequest { VnfdId = vnfd })).Resource;
        var end = await lab.VnfEndAsync((await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.MinimalRequestAsync())).OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        end.Error!.Status.ShouldBe(403);
        end.Error.Detail.ShouldContain("not granted");
        end.Error.Detail.ShouldContain($"{LabHost.VimAccount}/zone-1: local disk GiB 20000 needed, ");
        end.Error.Detail.ShouldContain($"{LabHost.VimAccount}/zone-2: local disk GiB 20000 needed, ");
        (await lab.InVimAsync(vnf.Id)).ShouldBeEmpty();
        (await lab.ReservationAsync(vnf.Id)).ShouldBeNull();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/cb")]
    [InlineData("http://localhost/cb")]
    [InlineData("http://[::1]/cb")]
    [InlineData("http://2130706433/cb")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fe80::1]/cb")]
    [InlineData("ftp://example.org/cb")]
    [InlineData("not a uri")]
    public async Task Callbacks_to_the_inside_are_refused(string callback)
    {
        var body = $$"""{"callbackUri":"{{callback}}"}""";
        (await lab.CallAsync(HttpMethod.Post, lab.Lab.Addresses.Vnfm, "vnflcm/v2/subscriptions", body)).Problem(422).ShouldContain("callbackUri");
        (await lab.CallAsync(HttpMethod.Post, lab.Lab.Addresses.Nfvo, "nslcm/v2/subscriptions", body)).Problem(422).ShouldContain("callbackUri");
        await foreach (var left in lab.Api.VnfLcm.ListSubscriptionsAsync())
        {
            left.ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_service_whose_VNF_does_not_fit_stops_with_the_reason_and_rolls_back()
    {
        await lab.VnfdAsync("minimal/vnf");
        var nsdId = await lab.NsdAsync("minimal/ns");
        var created = await lab.Api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = "unlucky", NsDescription = "test" });
        await lab.FaultAsync(new Vim.Simulator.FaultRule { Operation = Vim.Simulator.FaultOperation.CREATE, Kind = Vim.VimResourceKind.Compute, Mode = Vim.Simulator.FaultMode.FAIL, Message = "the hypervisor is on fire" });
        try
        {
            var accepted = await lab.Api.NsLcm.InstantiateAsync(created.Resource.Id, new InstantiateNsRequest { NsFlavourId = "simple" });
            var end = await lab.NsEndAsync(accepted.OpOccId);
            end.OperationState.ShouldBe(NsLcmOperationStateType.FAILED_TEMP);
            end.Error!.Detail.ShouldContain("the hypervisor is on fire");
            (await lab.CallAsync(HttpMethod.Post, lab.Lab.Addresses.Nfvo, $"nslcm/v2/ns_instances/{created.Resource.Id}/instantiate", """{"nsFlavourId":"simple"}"""))
                .Problem(409).ShouldContain(accepted.OpOccId);
            await lab.Api.NsLcm.RollbackAsync(accepted.OpOccId);
            (await lab.NsEndAsync(accepted.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.ROLLED_BACK);
        }
        finally
        {
            await lab.NoFaultsAsync();
        }
        (await lab.InVimAsync(created.Resource.Id)).ShouldBeEmpty();
        await foreach (var vnf in lab.Api.VnfLcm.ListAsync("(eq,vnfInstanceName,unlucky-vnf-0)"))
        {
            vnf.ShouldBeNull("the constituent VNF is gone");
        }
        var again = await lab.Api.NsLcm.InstantiateAsync(created.Resource.Id, new InstantiateNsRequest { NsFlavourId = "simple" });
        (await lab.NsEndAsync(again.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED);
    }
}
