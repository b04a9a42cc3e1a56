using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Integration;

/// <summary>A data centre that has flavours of its own.</summary>
public sealed class FlavourLabFixture : LabFixture
{
    protected override LabOptions Change(LabOptions options) => options with
    {
        ConfigureSimulator = static account =>
        {
            account.Flavours.Add(new SimulatedFlavourOptions { Id = "f-1-1024", Vcpus = 1, MemoryMib = 1024, DiskGib = 1 });
            account.Flavours.Add(new SimulatedFlavourOptions { Id = "f-2-1024", Vcpus = 2, MemoryMib = 1024, DiskGib = 1 });
        },
    };
}

/// <summary>From the VIM's list of flavours, through the grant of our NFVO (SOL003 §9.5.2.3 vimAssets), to the server that our VNFM makes.</summary>
public sealed class FlavourTests(FlavourLabFixture lab) : IClassFixture<FlavourLabFixture>
{
    [Fact]
    public async Task A_server_is_made_with_the_flavour_that_the_grant_names()
    {
        var vnf = await lab.CreateVnfAsync();
        var end = await lab.VnfEndAsync((await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.MinimalRequestAsync())).OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, end.Error?.Detail);
        using var http = lab.Services.Client(lab.Lab.Addresses.Nfvo);
        var grant = (await new GrantClient(http, TimeProvider.System).GetAsync(end.GrantId!)).ShouldNotBeNull();
        var named = grant.VimAssets!.ComputeResourceFlavours.ShouldHaveSingleItem();
        (named.VimConnectionId, named.VimFlavourId).ShouldBe((LabHost.VimAccount, "f-1-1024"));
        var server = (await lab.InVimAsync(vnf.Id)).Single(r => r.Kind == VimResourceKind.Compute);
        (((ComputeSpec)server.Spec).FlavourRef, server.Outputs.FlavourId).ShouldBe(("f-1-1024", "f-1-1024"));
    }
}
