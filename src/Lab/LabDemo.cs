using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Lab;

/// <summary>The 5G core demonstration: onboard, bring up, load, break, and say what is there. Everything goes through the interfaces that customers use.</summary>
internal sealed class LabDemo(LabHost lab, LabApi api, LabApi services, LabBoard board)
{
    /// <summary>Name of the demonstrated service.</summary>
    public const string ServiceName = "core";

    /// <summary>The VDU of the UPF that carries user traffic.</summary>
    private const string DataPlane = "upf_data";

    private static readonly string[] VnfOrder = ["nrf", "udr", "udm", "ausf", "pcf", "nssf", "smf", "upf", "amf"];

    /// <summary>Finds the service of an earlier start, or brings it up.</summary>
    public async Task<NsInstance> EnsureServiceAsync(CancellationToken cancellationToken)
    {
        await foreach (var known in api.NsLcm.ListAsync($"(eq,nsInstanceName,{ServiceName})", allFields: true, cancellationToken))
        {
            board.Name(known.Id, ServiceName);
            if (known.NsState == NsState.INSTANTIATED)
            {
                board.Say($"The network service '{ServiceName}' is there from an earlier start: INSTANTIATED.");
                return await ReadAsync(known.Id, cancellationToken);
            }
            await foreach (var operation in api.NsLcm.ListOpOccsAsync($"(eq,nsInstanceId,{known.Id})", allFields: true, cancellationToken))
            {
                if (operation.OperationState is NsLcmOperationStateType.PROCESSING or NsLcmOperationStateType.ROLLING_BACK)
                {
                    board.Say($"The network service '{ServiceName}' was being brought up when the lab ended; its operation goes on.");
                    await FollowAsync(operation.Id, cancellationToken);
                    return await ReadAsync(known.Id, cancellationToken);
                }
            }
            return await InstantiateAsync(known.Id, cancellationToken);
        }
        var nsdId = await OnboardAsync(cancellationToken);
        var created = await api.NsLcm.CreateAsync(
            new CreateNsRequest { NsdId = nsdId, NsName = ServiceName, NsDescription = "5G core of the lab" }, idempotencyKey: null, cancellationToken);
        board.Name(created.Resource.Id, ServiceName);
        return await InstantiateAsync(created.Resource.Id, cancellationToken);
    }

    /// <summary>Lets the load of the UPF rise until it is scaled out, and fall until it is scaled in.</summary>
    public async Task RunLoadAsync(NsInstance service, CancellationToken cancellationToken)
    {
        var upf = service.VnfInstance?.FirstOrDefault(v => v.VnfProductName.Contains("UPF", StringComparison.OrdinalIgnoreCase))
            ?? throw new LabFailureException("The service has no UPF to load.");
        var before = await LevelAsync(upf.Id, cancellationToken);
        var workers = upf.InstantiatedVnfInfo?.VnfcResourceInfo?.Count(v => v.VduId == DataPlane) ?? 1;
        board.Say("The 5G load rises: the UPF's data plane works at 85 % (its policy scales out above 70 %, in below 30 %).");
        await SetLoadAsync(upf.Id, 85.0 * workers, cancellationToken);
        await UntilLevelAsync(upf.Id, before + 1, cancellationToken);
        board.Say("The load falls.");
        await SetLoadAsync(upf.Id, 20.0 * workers, cancellationToken);
        await UntilLevelAsync(upf.Id, before, cancellationToken);
        await foreach (var decision in DecisionsAsync(upf.Id, cancellationToken))
        {
            board.Say(decision);
        }
    }

    /// <summary>Cuts a cable under the service's path and waits until traffic goes another way.</summary>
    public async Task CutLinkAsync(NsInstance service, CancellationToken cancellationToken)
    {
        var sdn = new SdnClient(services.Sdn);
        var before = await PathsAsync(sdn, service.Id, cancellationToken);
        var path = before.FirstOrDefault(p => p.Spec.Hops.Count > 1) ?? throw new LabFailureException("The service has no path over more than one switch.");
        var hop = path.Spec.Hops[0];
        board.Say($"Path {path.Key}: {Describe(path)}");
        board.Say($"The cable at {hop.Device} port {hop.OutPort} is cut.");
        await CableAsync(hop.Device, hop.OutPort, up: false, cancellationToken);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new LabFailureException($"The path {path.Key} is not routed around the cut within a minute; the HEAL operation of the network service says why.");
            }
            var now = (await PathsAsync(sdn, service.Id, cancellationToken)).SingleOrDefault(p => p.Key == path.Key);
            if (now is { State: PathState.ACTIVE, Rerouting: false } && now.Spec.Hops[0] != hop)
            {
                board.Say($"Path {now.Key}: {Describe(now)}");
                break;
            }
            await Task.Delay(50, cancellationToken);
        }
        await CableAsync(hop.Device, hop.OutPort, up: true, cancellationToken);
    }

    /// <summary>Takes the service down and forgets it.</summary>
    public async Task TerminateAsync(NsInstance service, CancellationToken cancellationToken)
    {
        var accepted = await api.NsLcm.TerminateAsync(service.Id, new TerminateNsRequest(), idempotencyKey: null, cancellationToken);
        await FollowAsync(accepted.OpOccId, cancellationToken);
        await api.NsLcm.DeleteAsync(service.Id, cancellationToken);
        board.Say($"The network service '{ServiceName}' is terminated and deleted.");
    }

    /// <summary>Reads the service with its VNFs.</summary>
    public async Task<NsInstance> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var service = await api.NsLcm.GetAsync(id, cancellationToken) ?? throw new LabFailureException($"The network service '{id}' is gone.");
        foreach (var vnf in service.VnfInstance ?? [])
        {
            board.Name(vnf.Id, vnf.VnfInstanceName ?? vnf.VnfProductName);
        }
        return service;
    }

    private async Task<string> OnboardAsync(CancellationToken cancellationToken)
    {
        var samples = Samples.Find("5g-core");
        var warm = lab.IsSimulated ? LabWarmUp.RunAsync(lab, board, cancellationToken) : Task.CompletedTask;
        await Task.WhenAll(VnfOrder.Select(vnf => Onboarding.VnfAsync(api.Packages, Path.Combine(samples, vnf), cancellationToken)));
        var nsdId = await Onboarding.NsdAsync(api.Nsds, Path.Combine(samples, "ns-5gc"), cancellationToken);
        board.Say($"Onboarded {VnfOrder.Length} VNF packages and the NSD.");
        await warm;
        if (lab.IsSimulated)
        {
            board.Say("Meanwhile a minimal service of another tenant came and went: the code is compiled.");
        }
        return nsdId;
    }

    private async Task<NsInstance> InstantiateAsync(string id, CancellationToken cancellationToken)
    {
        var accepted = await api.NsLcm.InstantiateAsync(id, new InstantiateNsRequest { NsFlavourId = "standard" }, idempotencyKey: null, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        await FollowAsync(accepted.OpOccId, cancellationToken);
        board.Say(string.Create(CultureInfo.InvariantCulture, $"Orchestration, from the acceptance of the instantiation to COMPLETED: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.000} s ({(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.000} s of processor time)"));
        return await ReadAsync(id, cancellationToken);
    }

    private async Task FollowAsync(string operationId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var operation = await api.NsLcm.GetOpOccAsync(operationId, cancellationToken) ?? throw new LabFailureException($"The operation '{operationId}' is gone.");
            switch (operation.OperationState)
            {
                case NsLcmOperationStateType.COMPLETED:
                    return;
                case NsLcmOperationStateType.PROCESSING or NsLcmOperationStateType.ROLLING_BACK:
                    await Task.Delay(20, cancellationToken);
                    break;
                default:
                    throw new LabFailureException($"{operation.LcmOperationType} of the network service ended {operation.OperationState}: {operation.Error?.Detail}");
            }
        }
    }

    private async Task<int> LevelAsync(string vnfId, CancellationToken cancellationToken)
        => (await api.VnfLcm.GetAsync(vnfId, cancellationToken))?.InstantiatedVnfInfo?.ScaleStatus?.FirstOrDefault(s => s.AspectId == "user_plane")?.ScaleLevel ?? 0;

    private async Task UntilLevelAsync(string vnfId, int level, CancellationToken cancellationToken)
    {
        while (await LevelAsync(vnfId, cancellationToken) != level)
        {
            await Task.Delay(100, cancellationToken);
        }
        board.Say($"The UPF's aspect 'user_plane' is at level {level}.");
    }

    private async Task SetLoadAsync(string vnfId, double total, CancellationToken cancellationToken)
    {
        var rule = new JsonObject
        {
            ["id"] = "5g-load",
            ["tenant"] = LabHost.Tenant,
            ["instanceId"] = vnfId,
            ["descriptorElementId"] = DataPlane,
            ["shared"] = true,
            ["cpu"] = new JsonObject { ["shape"] = "CONSTANT", ["value"] = total },
        };
        using var response = await services.Vim.PostAsync(
            new Uri($"simulator/v1/load?account={LabHost.VimAccount}", UriKind.Relative), new StringContent(rule.ToJsonString(), Encoding.UTF8, "application/json"), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private async IAsyncEnumerable<string> DecisionsAsync(string vnfId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = await api.Assurance.GetFromJsonAsync<JsonNode>(new Uri($"assurance/v1/decisions?vnfInstanceId={vnfId}", UriKind.Relative), cancellationToken);
        var items = list as JsonArray ?? list?["items"] as JsonArray ?? [];
        foreach (var decision in items)
        {
            yield return $"Decision: {decision?["direction"]} because {decision?["reason"]} ({decision?["state"]})";
        }
    }

    private static string Describe(PathView path) => string.Join(" → ", path.Spec.Hops.Select(h => $"{h.Device[^4..]}/{h.InPort}-{h.OutPort}")) + $" {path.State}, every hop read back";

    private static async Task<IReadOnlyList<PathView>> PathsAsync(SdnClient sdn, string serviceId, CancellationToken cancellationToken)
        => (await sdn.ListPathsAsync(LabHost.Controller, LabHost.Tenant, serviceId, null, cancellationToken)).Items;

    private async Task CableAsync(string device, string port, bool up, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = lab.Addresses.Network };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("onos:rocks")));
        using var response = await http.PutAsync(
            new Uri($"simulator/v1/cables/{Uri.EscapeDataString(device)}/{port}/state", UriKind.Relative),
            new StringContent($"{{\"up\":{(up ? "true" : "false")}}}", Encoding.UTF8, "application/json"),
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
