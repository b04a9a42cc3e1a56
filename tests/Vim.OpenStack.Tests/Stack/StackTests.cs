using NfvOrchestrator.Integration;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;
using Xunit.Abstractions;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Stack;

/// <summary>Everything from the northbound API down to OpenStack, stage by stage; after each, everybody's records agree.</summary>
public sealed class StackTests(OpenStackStack stack, ITestOutputHelper output) : IClassFixture<OpenStackStack>
{
    [Fact]
    public async Task The_minimal_service_comes_and_goes()
    {
        await stack.VnfdAsync("minimal/vnf");
        var created = await stack.Api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = await stack.NsdAsync("minimal/ns"), NsName = "minimal", NsDescription = "test" });
        await UpAsync(created.Resource.Id, "simple");
        var service = (await stack.Api.NsLcm.GetAsync(created.Resource.Id))!;
        await SayAsync("up", [.. service.VnfInstance!.Select(static v => v.Id)], service);
        await DownAsync(service.Id);
    }

    [Fact]
    public async Task The_5G_core_is_brought_up_scaled_healed_given_another_flavour_and_package_and_terminated()
    {
        var service = await stack.CoreAsync("core");
        var vnfs = service.VnfInstance!.Select(static v => v.Id).ToList();
        await SayAsync("up", vnfs, service);
        var upf = service.VnfInstance!.Single(static v => v.VnfProductName == "UPF").Id;

        var workers = await WorkersAsync(upf);
        // The UPF demands bandwidth, which no agent of the lab guarantees: whoever looks at the instance is told.
        workers.ShouldAllBe(static w => w.Metadata != null && w.Metadata["warnings"].ToString().Contains("best effort"));
        var scaled = await stack.Api.VnfLcm.ScaleAsync(upf, new Sol.VnfLcm.ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "user_plane", NumberOfSteps = 1 });
        await DoneAsync(scaled.OpOccId);
        (await WorkersAsync(upf)).Count.ShouldBe(workers.Count + 1);
        await SayAsync("scaled out", vnfs, service);

        var sick = (await WorkersAsync(upf))[0];
        await DoneAsync(await TaskAsync(upf, "heal", $$"""{"vnfcInstanceId":["{{sick.Id}}"],"cause":"test"}"""));
        (await WorkersAsync(upf)).Count.ShouldBe(workers.Count + 1);
        await SayAsync("healed", vnfs, service);

        var back = await stack.Api.VnfLcm.ScaleAsync(upf, new Sol.VnfLcm.ScaleVnfRequest { Type = ScaleType.SCALE_IN, AspectId = "user_plane", NumberOfSteps = 1 });
        await DoneAsync(back.OpOccId);
        await SayAsync("scaled in", vnfs, service);

        await DoneAsync(await TaskAsync(upf, "change_flavour", """{"newFlavourId":"large"}"""));
        (await stack.Api.VnfLcm.GetAsync(upf))!.InstantiatedVnfInfo!.FlavourId.ShouldBe("large");
        await SayAsync("with another flavour", vnfs, service);

        var nrf = service.VnfInstance!.Single(static v => v.VnfProductName == "NRF");
        await DoneAsync(await TaskAsync(nrf.Id, "change_vnfpkg", $$"""{"vnfdId":"{{await OnboardAsync(NextVersion.Write("5g-core/nrf", nrf.VnfdId))}}"}"""));
        (await stack.Api.VnfLcm.GetAsync(nrf.Id))!.VnfSoftwareVersion.ShouldBe("2.0");
        await SayAsync("with another package", vnfs, service);

        await DoneAsync(await TaskAsync(upf, "operate", """{"changeStateTo":"STOPPED","stopType":"FORCEFUL"}"""));
        await DoneAsync(await TaskAsync(upf, "operate", """{"changeStateTo":"STARTED"}"""));
        await SayAsync("stopped and started", vnfs, service);
        await DownAsync(service.Id);
    }

    [Fact]
    public async Task A_VNF_with_a_volume_changes_its_package_in_place_and_by_new_servers()
    {
        var vnf = (await stack.Api.VnfLcm.CreateAsync(new Sol.VnfLcm.CreateVnfRequest { VnfdId = await VersionAsync(1) })).Resource.Id;
        await DoneAsync((await stack.Api.VnfLcm.InstantiateAsync(vnf, await stack.MinimalRequestAsync())).OpOccId);
        await SayAsync("up", [vnf]);
        var before = (await stack.Api.VnfLcm.GetAsync(vnf))!.InstantiatedVnfInfo!.VnfcResourceInfo!.Where(static v => v.VduId == "front").Select(static v => v.ComputeResource.ResourceId).Order(StringComparer.Ordinal).ToList();

        await DoneAsync(await TaskAsync(vnf, "change_vnfpkg", $$"""{"vnfdId":"{{await VersionAsync(2, withDb: false, withProbe: true)}}"}"""));
        var now = (await stack.Api.VnfLcm.GetAsync(vnf))!;
        now.VnfSoftwareVersion.ShouldBe("2.0");
        now.InstantiatedVnfInfo!.VnfcResourceInfo!.Where(static v => v.VduId == "front").Select(static v => v.ComputeResource.ResourceId).ShouldBe(before, ignoreOrder: true, "rebuilt where they are");
        await SayAsync("with the second version", [vnf]);

        await DoneAsync(await TaskAsync(vnf, "change_vnfpkg", $$"""{"vnfdId":"{{await VersionAsync(3)}}","additionalParams":{"strategy":"BLUE_GREEN"} }"""));
        await SayAsync("with the third version", [vnf]);

        // Front ends have an image each, the data base is the same in all versions: an image goes with the last package that has it.
        (await stack.ImagesAsync()).ShouldBe(4);
        await stack.DeletePackageAsync(TwoVersions.VnfdId(1));
        await Eventually.HoldsAsync(async () => await stack.ImagesAsync() == 3, "the front end of the first version is gone", CloudUnderTest.Limit);
        await DoneAsync((await stack.Api.VnfLcm.TerminateAsync(vnf, new TerminateVnfRequest { TerminationType = Sol.Common.TerminationType.FORCEFUL })).OpOccId);
        await stack.Api.VnfLcm.DeleteAsync(vnf);
        (await stack.ImagesAsync()).ShouldBe(3, "they wait for the next VNF of their packages");
        await stack.DeletePackageAsync(TwoVersions.VnfdId(2));
        await stack.DeletePackageAsync(TwoVersions.VnfdId(3));
        await Eventually.HoldsAsync(async () => await stack.ImagesAsync() == 0, "all images are gone", CloudUnderTest.Limit);
        await stack.ClearAsync([VimResourceKind.Network]);
        await stack.NothingIsLeftAsync();
    }

    private async Task SayAsync(string when, IReadOnlyCollection<string> vnfs, NsInstance? service = null) => output.WriteLine($"{when}: {await stack.AgreesAsync(when, vnfs, service)}");

    private async Task UpAsync(string service, string flavour)
    {
        var accepted = await stack.Api.NsLcm.InstantiateAsync(service, new InstantiateNsRequest { NsFlavourId = flavour });
        var end = await stack.NsEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED, end.Error?.Detail);
    }

    private async Task DownAsync(string service)
    {
        var accepted = await stack.Api.NsLcm.TerminateAsync(service, new TerminateNsRequest());
        var end = await stack.NsEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED, end.Error?.Detail);
        await stack.Api.NsLcm.DeleteAsync(service);
        await stack.NothingIsLeftAsync();
    }

    private async Task DoneAsync(string occurrence)
    {
        var end = await stack.VnfEndAsync(occurrence);
        end.OperationState.ShouldBe(Sol.VnfLcm.LcmOperationStateType.COMPLETED, end.Error?.Detail);
    }

    private async Task<IReadOnlyList<Sol.VnfLcm.VnfcResourceInfo>> WorkersAsync(string upf) =>
        [.. (await stack.Api.VnfLcm.GetAsync(upf))!.InstantiatedVnfInfo!.VnfcResourceInfo!.Where(static v => v.VduId == "upf_data")];

    private async Task<string> TaskAsync(string vnf, string task, string body)
    {
        var answer = await stack.CallAsync(HttpMethod.Post, stack.Lab.Addresses.Vnfm, $"vnflcm/v2/vnf_instances/{vnf}/{task}", body);
        answer.Status.ShouldBe(202, answer.Body);
        return answer.Location!.Split('/')[^1];
    }

    private Task<string> VersionAsync(int version, bool withDb = true, bool withProbe = false) => OnboardAsync(TwoVersions.Write(version, withDb, withProbe));

    private async Task<string> OnboardAsync(string folder)
    {
        try
        {
            return await Onboarding.VnfAsync(stack.Api.Packages, folder, CancellationToken.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
