using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sdn;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Integration;

/// <summary>The life of the 5G core from onboarding to nothing left, in a lab of its own.</summary>
public sealed class ServiceLifeTests(LabFixture lab) : IClassFixture<LabFixture>
{
    [Fact]
    public async Task A_service_lives_is_routed_around_a_cut_and_leaves_nothing_behind()
    {
        var service = await lab.CoreAsync("life");
        var vnfs = service.VnfInstance!;
        vnfs.Count.ShouldBe(9);
        (await lab.InVimAsync(service.Id)).Count(r => r.Kind == VimResourceKind.Network).ShouldBe(6);
        foreach (var vnf in vnfs)
        {
            (await lab.InVimAsync(vnf.Id)).Count(r => r.Kind == VimResourceKind.Compute).ShouldBe(vnf.InstantiatedVnfInfo!.VnfcResourceInfo!.Count, vnf.VnfInstanceName);
            (await lab.ReservationAsync(vnf.Id)).ShouldNotBeNull(vnf.VnfInstanceName);
        }

        await ListsShowVnfsWhenAskedAsync(service, vnfs);
        await PathIsReroutedAsync(service.Id);

        var upf = vnfs.Single(v => v.VnfProductName == "UPF");
        (await PoliciesAsync(upf.Id)).ShouldNotBeEmpty();
        (await lab.CallAsync(HttpMethod.Delete, lab.Lab.Addresses.Nfvo, $"nslcm/v2/ns_instances/{service.Id}")).Problem(409).ShouldContain("Terminate it first");
        var nsdInfo = await lab.Api.Nsds.GetAsync(service.NsdInfoId);
        await lab.Api.Nsds.PatchAsync(nsdInfo!.Id, new NsdInfoModifications { NsdOperationalState = NsdOperationalStateType.DISABLED });
        (await lab.CallAsync(HttpMethod.Delete, lab.Lab.Addresses.Nfvo, $"nsd/v2/ns_descriptors/{nsdInfo.Id}")).Problem(409);

        var terminated = await lab.Api.NsLcm.TerminateAsync(service.Id, new TerminateNsRequest());
        (await lab.NsEndAsync(terminated.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED);
        (await lab.Api.NsLcm.GetAsync(service.Id))!.NsState.ShouldBe(NsState.NOT_INSTANTIATED);
        (await lab.InVimAsync(service.Id)).ShouldBeEmpty();
        foreach (var vnf in vnfs)
        {
            (await lab.InVimAsync(vnf.Id)).ShouldBeEmpty(vnf.VnfInstanceName);
            (await lab.Api.VnfLcm.GetAsync(vnf.Id)).ShouldBeNull(vnf.VnfInstanceName);
            (await lab.ReservationAsync(vnf.Id)).ShouldBeNull(vnf.VnfInstanceName);
        }
        (await PathsAsync(service.Id)).ShouldBeEmpty();
        (await PoliciesAsync(upf.Id)).ShouldBeEmpty();

        await lab.Api.NsLcm.DeleteAsync(service.Id);
        (await lab.Api.NsLcm.GetAsync(service.Id)).ShouldBeNull();
        await lab.Api.Nsds.DeleteAsync(nsdInfo.Id);
        (await lab.Api.Nsds.GetAsync(nsdInfo.Id)).ShouldBeNull();
        var package = (await lab.Api.Packages.GetByVnfdIdAsync(upf.VnfdId))!;
        (await lab.CallAsync(HttpMethod.Delete, lab.Lab.Addresses.Nfvo, $"vnfpkgm/v2/vnf_packages/{package.Id}", version: "2.1.0")).Problem(409);
        await lab.Api.Packages.PatchAsync(package.Id, new VnfPkgInfoModifications { OperationalState = PackageOperationalStateType.DISABLED });
        await lab.Api.Packages.DeleteAsync(package.Id);
        (await lab.Api.Packages.GetAsync(package.Id)).ShouldBeNull();
    }

    /// <summary>SOL005 §6.4.2.3.2: vnfInstance is left out by default, and is there when all or it is asked for; filters reach into it.</summary>
    private async Task ListsShowVnfsWhenAskedAsync(NsInstance service, IReadOnlyList<Sol.NsLcm.VnfInstance> vnfs)
    {
        async Task<List<NsInstance>> ListAsync(string? filter, bool allFields)
        {
            var found = new List<NsInstance>();
            await foreach (var one in lab.Api.NsLcm.ListAsync(filter, allFields))
            {
                found.Add(one);
            }
            return found;
        }

        (await ListAsync($"(eq,id,{service.Id})", allFields: false)).ShouldHaveSingleItem().VnfInstance.ShouldBeNull();
        var whole = (await ListAsync($"(eq,id,{service.Id})", allFields: true)).ShouldHaveSingleItem();
        whole.VnfInstance!.Select(v => v.Id).ShouldBe(vnfs.Select(v => v.Id));
        whole.VnfInstance!.ShouldAllBe(v => v.InstantiatedVnfInfo != null && v.VnfPkgId.Length > 0);
        whole.VirtualLinkInfo.ShouldNotBeNull();
        (await ListAsync($"(eq,vnfInstance/id,{vnfs[3].Id})", allFields: false)).ShouldHaveSingleItem().Id.ShouldBe(service.Id);
        (await ListAsync($"(eq,vnfInstance/id,{vnfs[3].Id});(eq,nsState,NOT_INSTANTIATED)", allFields: false)).ShouldBeEmpty();
        (await ListAsync("(eq,vnfInstance/vnfProductName,none of them)", allFields: false)).ShouldBeEmpty();
        var chosen = await lab.CallAsync(HttpMethod.Get, lab.Lab.Addresses.Nfvo, $"nslcm/v2/ns_instances?filter=(eq,id,{service.Id})&fields=vnfInstance");
        using var json = JsonDocument.Parse(chosen.Body);
        json.RootElement[0].GetProperty("vnfInstance").GetArrayLength().ShouldBe(vnfs.Count);
        json.RootElement[0].TryGetProperty("virtualLinkInfo", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_package_in_use_is_not_deleted()
    {
        var vnf = await lab.CreateVnfAsync();
        var package = (await lab.Api.Packages.GetByVnfdIdAsync(vnf.VnfdId))!;
        await lab.Api.Packages.PatchAsync(package.Id, new VnfPkgInfoModifications { OperationalState = PackageOperationalStateType.DISABLED });
        (await lab.CallAsync(
            HttpMethod.Post, lab.Lab.Addresses.Vnfm, "vnflcm/v2/vnf_instances", $$"""{"vnfdId":"{{vnf.VnfdId}}"}""")).Problem(422).ShouldContain(vnf.VnfdId);
        await lab.Api.Packages.PatchAsync(package.Id, new VnfPkgInfoModifications { OperationalState = PackageOperationalStateType.ENABLED });
        var accepted = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.MinimalRequestAsync());
        (await lab.VnfEndAsync(accepted.OpOccId)).OperationState.ShouldBe(Sol.VnfLcm.LcmOperationStateType.COMPLETED);
    }

    [Fact]
    public async Task One_trace_reaches_from_the_northbound_call_to_the_VIM_call()
    {
        await lab.VnfdAsync("minimal/vnf");
        var nsdId = await lab.NsdAsync("minimal/ns");
        var created = await lab.Api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = "traced", NsDescription = "test" });
        var seen = new ConcurrentQueue<(string Trace, string Source, string Name, string? Url)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name.StartsWith("NfvOrchestrator.", StringComparison.Ordinal) || s.Name is "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => seen.Enqueue((a.TraceId.ToHexString(), a.Source.Name, a.OperationName, a.GetTagItem("url.full")?.ToString())),
        };
        ActivitySource.AddActivityListener(listener);
        using var trace = new Activity("the client").SetIdFormat(ActivityIdFormat.W3C).Start();
        var accepted = await lab.Api.NsLcm.InstantiateAsync(created.Resource.Id, new InstantiateNsRequest { NsFlavourId = "simple" });
        (await lab.NsEndAsync(accepted.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED);
        trace.Stop();

        var ours = seen.Where(s => s.Trace == trace.TraceId.ToHexString()).ToList();
        ours.ShouldContain(s => s.Source == "NfvOrchestrator.Operations" && s.Name == "operation ns-lcm", "the NS operation");
        ours.ShouldContain(s => s.Source == "NfvOrchestrator.Operations" && s.Name == "operation vnf-lcm", "the VNF operation");
        await Eventually.HoldsAsync(
            () => seen.Any(s => s.Trace == trace.TraceId.ToHexString() && s.Source == "System.Net.Http" && s.Url is { } url && url.StartsWith(lab.Lab.Addresses.Vim.AbsoluteUri, StringComparison.Ordinal)),
            "a request to the VIM is in the trace");
    }

    private async Task PathIsReroutedAsync(string serviceId)
    {
        var all = await PathsAsync(serviceId);
        all.Count.ShouldBe(2, "from N3 to the UPF, and from there to N6");
        all.ShouldAllBe(p => p.State == PathState.ACTIVE);
        var before = all[0];
        before.State.ShouldBe(PathState.ACTIVE);
        var way = await TraceAsync(before);
        way.Exits.ShouldBe([before.Spec.Egress.ToString()]);
        way.Steps.ShouldBe(before.Spec.Hops.Select(h => h.Device));

        var cut = before.Spec.Hops[0];
        await CableAsync(cut, up: false);
        var clock = Stopwatch.StartNew();
        PathView? after = null;
        await Eventually.HoldsAsync(
            async () => (after = (await PathsAsync(serviceId)).SingleOrDefault(p => p.Key == before.Key)) is { State: PathState.ACTIVE, Rerouting: false } && after.Spec.Hops[0] != cut,
            "the path goes another way");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8), "the event, not the patrol, started it");
        var around = await TraceAsync(after!);
        around.Exits.ShouldBe([before.Spec.Egress.ToString()]);
        around.Steps.ShouldBe(after!.Spec.Hops.Select(h => h.Device));
        around.Steps.ShouldNotBe(way.Steps);

        NsLcmOpOcc? heal = null;
        await foreach (var operation in lab.Api.NsLcm.ListOpOccsAsync($"(eq,nsInstanceId,{serviceId});(eq,lcmOperationType,HEAL)", allFields: true))
        {
            heal.ShouldBeNull("one fault, one healing");
            heal = operation;
        }
        heal.ShouldNotBeNull();
        (await lab.NsEndAsync(heal.Id)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED);
        await CableAsync(cut, up: true);
    }

    private async Task<IReadOnlyList<PathView>> PathsAsync(string serviceId)
        => (await new SdnClient(lab.Services.Sdn).ListPathsAsync(LabHost.Controller, LabHost.Tenant, serviceId, null, CancellationToken.None)).Items;

    private async Task<(IReadOnlyList<string> Exits, IReadOnlyList<string> Steps)> TraceAsync(PathView path)
    {
        using var network = Network();
        var trace = await network.GetFromJsonAsync<JsonElement>($"simulator/v1/trace?from={Uri.EscapeDataString(path.Spec.Ingress.ToString())}");
        return ([.. trace.GetProperty("exits").EnumerateArray().Select(e => e.GetString()!)], [.. trace.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("device").GetString()!)]);
    }

    private async Task CableAsync(PathHop hop, bool up)
    {
        using var network = Network();
        using var answer = await network.PutAsJsonAsync($"simulator/v1/cables/{Uri.EscapeDataString(hop.Device)}/{hop.OutPort}/state", new { up });
        answer.EnsureSuccessStatusCode();
    }

    private HttpClient Network()
    {
        var http = new HttpClient { BaseAddress = lab.Lab.Addresses.Network };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("onos:rocks")));
        return http;
    }

    private async Task<IReadOnlyList<string>> PoliciesAsync(string vnfInstanceId)
    {
        var list = await lab.Api.Assurance.GetFromJsonAsync<JsonElement>($"assurance/v1/policies?vnfInstanceId={vnfInstanceId}");
        var items = list.ValueKind == JsonValueKind.Array ? list : list.GetProperty("items");
        return [.. items.EnumerateArray().Select(p => p.GetProperty("id").GetString()!)];
    }
}
