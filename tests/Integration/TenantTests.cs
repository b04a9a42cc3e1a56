using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Integration;

/// <summary>Two tenants with the same descriptor ids and the same names never meet.</summary>
[Collection(LabCollection.Name)]
public sealed class TenantTests(LabFixture lab)
{
    [Fact]
    public async Task Tenants_with_the_same_ids_and_names_never_meet()
    {
        using var other = new LabApi(lab.Lab.Addresses, await lab.Lab.MakeOperatorAsync("other-operator", new TenantId("other"), CancellationToken.None));
        await lab.VnfdAsync("minimal/vnf");
        await lab.VnfdAsync("minimal/vnf", other);
        var (mine, theirs) = (await UpAsync(null), await UpAsync(other));

        var (myPackage, theirPackage) = ((await lab.Api.Packages.GetByVnfdIdAsync(LabFixture.MinimalVnfd))!, (await other.Packages.GetByVnfdIdAsync(LabFixture.MinimalVnfd))!);
        myPackage.Id.ShouldNotBe(theirPackage.Id);
        (await lab.Api.Packages.GetAsync(theirPackage.Id)).ShouldBeNull();
        (await other.Packages.GetAsync(myPackage.Id)).ShouldBeNull();
        (await lab.Api.NsLcm.GetAsync(theirs.Id)).ShouldBeNull();
        (await other.NsLcm.GetAsync(mine.Id)).ShouldBeNull();
        var myVnf = mine.VnfInstance!.ShouldHaveSingleItem();
        var theirVnf = theirs.VnfInstance!.ShouldHaveSingleItem();
        myVnf.VnfInstanceName.ShouldBe(theirVnf.VnfInstanceName);
        (await other.VnfLcm.GetAsync(myVnf.Id)).ShouldBeNull();
        (await lab.Api.VnfLcm.GetAsync(theirVnf.Id)).ShouldBeNull();
        (await IdsAsync(other.VnfLcm.ListAsync(), v => v.Id)).ShouldBe([theirVnf.Id]);
        (await IdsAsync(other.NsLcm.ListAsync(), n => n.Id)).ShouldBe([theirs.Id]);
        (await IdsAsync(lab.Api.NsLcm.ListAsync("(eq,nsInstanceName,twin)"), n => n.Id)).ShouldBe([mine.Id]);
        (await IdsAsync(other.VnfLcm.ListOpOccsAsync(), o => o.VnfInstanceId)).ShouldAllBe(id => id == theirVnf.Id);
        (await IdsAsync(other.NsLcm.ListOpOccsAsync(), o => o.NsInstanceId)).ShouldAllBe(id => id == theirs.Id);

        // A tenant cannot choose another one.
        (await lab.CallAsync(
            HttpMethod.Get, lab.Lab.Addresses.Vnfm, $"vnflcm/v2/vnf_instances/{theirVnf.Id}", headers: [("X-NFV-Tenant", "other")])).Problem(403);
        (await lab.CallAsync(HttpMethod.Post, lab.Lab.Addresses.Vnfm, $"vnflcm/v2/vnf_instances/{theirVnf.Id}/terminate", """{"terminationType":"FORCEFUL"}""")).Problem(404);
        (await lab.CallAsync(HttpMethod.Delete, lab.Lab.Addresses.Nfvo, $"vnfpkgm/v2/vnf_packages/{theirPackage.Id}", version: "2.1.0")).Problem(404);

        var servers = (await lab.InventoryAsync()).Resources.Where(r => r.Resource.Kind == VimResourceKind.Compute).ToList();
        servers.ShouldContain(r => r.Tenant == LabHost.Tenant && r.Resource.Key.StartsWith(myVnf.Id));
        servers.ShouldContain(r => r.Tenant == "other" && r.Resource.Key.StartsWith(theirVnf.Id));
        (await lab.InVimAsync(myVnf.Id, "other")).ShouldBeEmpty();
        (await lab.InVimAsync(theirVnf.Id, LabHost.Tenant)).ShouldBeEmpty();

        var terminated = await other.NsLcm.TerminateAsync(theirs.Id, new TerminateNsRequest());
        (await lab.NsEndAsync(terminated.OpOccId, other)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED);
        (await lab.InVimAsync(theirVnf.Id)).ShouldBeEmpty();
        (await lab.InVimAsync(myVnf.Id)).ShouldNotBeEmpty();
        (await lab.ReservationAsync(theirVnf.Id, "other")).ShouldBeNull();
        (await lab.ReservationAsync(myVnf.Id)).ShouldNotBeNull();
    }

    private async Task<NsInstance> UpAsync(LabApi? tenant)
    {
        var api = tenant ?? lab.Api;
        var nsdId = await lab.NsdAsync("minimal/ns", tenant);
        var created = await api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = "twin", NsDescription = "test" });
        var accepted = await api.NsLcm.InstantiateAsync(created.Resource.Id, new InstantiateNsRequest { NsFlavourId = "simple" });
        var end = await lab.NsEndAsync(accepted.OpOccId, api);
        end.OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED, end.Error?.Detail);
        return (await api.NsLcm.GetAsync(created.Resource.Id))!;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync<T>(IAsyncEnumerable<T> list, Func<T, string> id)
    {
        var ids = new List<string>();
        await foreach (var item in list)
        {
            ids.Add(id(item));
        }
        return ids;
    }
}
