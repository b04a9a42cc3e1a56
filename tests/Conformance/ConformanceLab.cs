using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Conformance;

/// <summary>One lab for all tests of this project, with samples onboarded and a receiver of notifications subscribed to every API.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime
public sealed class ConformanceLab : IAsyncLifetime
#pragma warning restore CA1001
{
    private static readonly Dictionary<string, SolApi> Apis = new[] { SolApi.VnfLcm, SolApi.NsLcm, SolApi.Nsd, SolApi.VnfPkgm, SolApi.Grant, SolApi.VrQan, SolApi.VnfInd, SolApi.VnfPm, SolApi.NsPm }.ToDictionary(a => a.Name, StringComparer.Ordinal);

    private readonly string folder = Directory.CreateTempSubdirectory("nfv-conformance-").FullName;
    private readonly ExchangeRecorder recorder = new();
    private readonly SemaphoreSlim gate = new(1);
    private LabHost? lab;
    private LabApi? api;
    private LabApi? services;
    private NotificationReceiver? receiver;
    private HttpClient? anonymous;
    private Dictionary<string, HttpClient> clients = new(StringComparer.Ordinal);
    private string? core;
    private string? upf;
    private string? nextVnfd;
    private string? measuredVnf;
    private string? measuredNs;

    /// <summary>The lab.</summary>
    public LabHost Lab => lab!;

    /// <summary>Typed clients.</summary>
    public LabApi Api => api!;

    /// <summary>Notifications that came.</summary>
    public NotificationReceiver Receiver => receiver!;

    /// <summary>Everything that the services were asked and answered.</summary>
    public ExchangeRecorder Recorder => recorder;

    /// <summary>Identifier, in the VIM, of a network that VNFs can be connected to.</summary>
    public string Network { get; private set; } = "";

    /// <summary>VNFD of the minimal VNF.</summary>
    public string VnfdId { get; private set; } = "";

    /// <summary>NSD of the minimal service.</summary>
    public string NsdId { get; private set; } = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        receiver = await NotificationReceiver.StartAsync();
        lab = await LabHost.StartAsync(
            new LabOptions { DataDirectory = folder, Durability = StoreDurability.Normal, Hosts = 40, MetricsInterval = TimeSpan.FromSeconds(30) }, CancellationToken.None);
        api = new LabApi(lab.Addresses, lab.Self);
        services = new LabApi(lab.Addresses, lab.Services);
        anonymous = new HttpClient();
        clients = Apis.Keys.ToDictionary(name => name, name => api.Client(IsOfVnfm(name) ? lab.Addresses.Vnfm : lab.Addresses.Nfvo), StringComparer.Ordinal);
        foreach (var name in Apis.Keys.Where(n => n is not ("grant" or "vnfpm" or "nspm")))
        {
            (await SubscribeAsync(name)).Expect(201);
        }
        VnfdId = await Onboarding.VnfAsync(Api.Packages, Samples.Find("minimal/vnf"), CancellationToken.None);
        NsdId = await Onboarding.NsdAsync(Api.Nsds, Samples.Find("minimal/ns"), CancellationToken.None);

        // VNFs on their own are connected to the network of a service.
        var service = (await CallAsync("GET /nslcm/v2/ns_instances/{nsInstanceId}", [await InstantiatedNsAsync()])).Expect(200).Json;
        Network = service.GetProperty("virtualLinkInfo")[0].GetProperty("resourceHandle")[0].GetProperty("resourceId").GetString()!;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        api?.Dispose();
        services?.Dispose();
        anonymous?.Dispose();
        if (lab is not null)
        {
            await lab.DisposeAsync();
        }
        if (receiver is not null)
        {
            await receiver.DisposeAsync();
        }
        recorder.Dispose();
        gate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Base address of the service that has an API.</summary>
    public Uri Root(string apiName) => IsOfVnfm(apiName) ? Lab.Addresses.Vnfm : Lab.Addresses.Nfvo;

    private static bool IsOfVnfm(string apiName) => apiName is "vnflcm" or "vnfind" or "vnfpm";

    /// <summary>Calls an operation.</summary>
    /// <param name="operation">Method and template; its parameters are filled in order with <paramref name="ids"/>.</param>
    /// <param name="ids">Identifiers.</param>
    /// <param name="body">JSON body.</param>
    /// <param name="query">Query string with its question mark.</param>
    /// <param name="content">Body that is not JSON.</param>
    /// <param name="adjust">Changes the request before it is sent.</param>
    /// <param name="token">Send the operator's token.</param>
    public async Task<Answer> CallAsync(
        string operation, IReadOnlyList<string>? ids = null, string? body = null, string query = "", HttpContent? content = null, Action<HttpRequestMessage>? adjust = null, bool token = true)
    {
        var (method, apiName, _) = Contracts.Split(operation);
        var path = Fill(operation[(operation.IndexOf(' ', StringComparison.Ordinal) + 1)..], ids ?? []);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Root(apiName), path.TrimStart('/') + query));
        request.Headers.Add("Version", (SolApi.All.FirstOrDefault(a => path.StartsWith(a.Prefix + "/", StringComparison.Ordinal)) ?? Apis[apiName]).Newest);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        request.Content = content ?? (body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")));
        adjust?.Invoke(request);
        using var response = await (token ? clients[apiName] : anonymous!).SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => (IEnumerable<string>)[.. h.Value], StringComparer.OrdinalIgnoreCase);
        return new Answer(operation, (int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Follows a Location or a link of an answer.</summary>
    public Task<Answer> FollowAsync(string operation, string uri) => CallAsync(operation, [new Uri(uri).Segments[^1]]);

    /// <summary>A new subscription of the receiver.</summary>
    public Task<Answer> SubscribeAsync(string apiName) => CallAsync($"POST {Apis[apiName].Prefix}/subscriptions", body: $$"""{"callbackUri":"{{Receiver.CallbackUri(apiName)}}"}""");

    /// <summary>A new VNF instance of the minimal VNF.</summary>
    public async Task<string> VnfAsync(string name = "vnf") => (await CallAsync("POST /vnflcm/v2/vnf_instances", body: $$"""{"vnfdId":"{{VnfdId}}","vnfInstanceName":"{{name}}"}""")).Expect(201).Id;

    /// <summary>A VNF that runs.</summary>
    public async Task<string> InstantiatedVnfAsync()
    {
        var id = await VnfAsync();
        await FinishVnfAsync((await InstantiateVnfAsync(id)).Expect(202));
        return id;
    }

    /// <summary>A new VNF snapshot, not taken yet.</summary>
    public async Task<string> SnapshotAsync() => (await CallAsync("POST /vnflcm/v2/vnf_snapshots", body: "{}")).Expect(201).Id;

    /// <summary>A VNF and a snapshot that was taken of it.</summary>
    public async Task<(string Vnf, string Snapshot)> TakenSnapshotAsync()
    {
        var (vnf, snapshot) = (await InstantiatedVnfAsync(), await SnapshotAsync());
        await FinishVnfAsync((await CallAsync("POST /vnflcm/v2/vnf_instances/{vnfInstanceId}/create_snapshot", [vnf], $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""")).Expect(202));
        return (vnf, snapshot);
    }

    /// <summary>VNFD of the next version of the minimal VNF, onboarded once.</summary>
    public async Task<string> NextVnfdAsync()
    {
        await gate.WaitAsync();
        try
        {
            return nextVnfd ??= await OnboardNextAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<string> OnboardNextAsync()
    {
        var source = Samples.Find("minimal/vnf");
        var target = Path.Combine(folder, "next");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        var vnfd = Path.Combine(target, "minimal.yaml");
        var text = await File.ReadAllTextAsync(vnfd);
        await File.WriteAllTextAsync(vnfd, text
            .Replace("default: 3140a100-0000-4000-8000-000000000001", "default: 3140a100-0000-4000-8000-000000000021", StringComparison.Ordinal)
            .Replace("software_version: {type: string, default: '1.0'}", "software_version: {type: string, default: '2.0'}", StringComparison.Ordinal));
        return await Onboarding.VnfAsync(Api.Packages, target, CancellationToken.None);
    }

    /// <summary>Starts the instantiation of a VNF.</summary>
    public Task<Answer> InstantiateVnfAsync(string id) => CallAsync("POST /vnflcm/v2/vnf_instances/{vnfInstanceId}/instantiate", [id], $$"""
        {"flavourId":"simple","extVirtualLinks":[{"id":"outside","vimConnectionId":"{{LabHost.VimAccount}}","resourceId":"{{Network}}","extCps":[{"cpdId":"net"}]}]}
        """);

    /// <summary>A VNF that runs and whose element manager reported a load.</summary>
    public async Task<string> ReportingVnfAsync()
    {
        var id = await InstantiatedVnfAsync();
        await Lab.Bus.PublishAsync(
            NfvTopics.Indicators,
            id,
            new CloudEvent
            {
                Id = Guid.NewGuid().ToString(),
                Source = "em",
                Type = "nfv.vnfind.VnfIndicatorValueChangeNotification",
                Time = DateTimeOffset.UtcNow,
                Tenant = LabHost.Tenant,
                Data = JsonDocument.Parse($$"""{"vnfInstanceId":"{{id}}","vnfIndicatorId":"load","value":{"percent":42} }""").RootElement,
            },
            CancellationToken.None);
        await Eventually.HoldsAsync(async () => (await CallAsync("GET /vnfind/v1/indicators/{vnfInstanceId}/{indicatorId}", [id, "load"])).Status == 200, "the reported load is there");
        return id;
    }

    /// <summary>A VNF that runs, the same for all tests of performance.</summary>
    public async Task<string> MeasuredVnfAsync()
    {
        await gate.WaitAsync();
        try
        {
            return measuredVnf ??= await InstantiatedVnfAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A network service that runs, the same for all tests of performance, and its VNF.</summary>
    public async Task<(string Ns, string Vnf)> MeasuredNsAsync()
    {
        await gate.WaitAsync();
        try
        {
            measuredNs ??= await InstantiatedNsAsync();
        }
        finally
        {
            gate.Release();
        }
        var service = (await CallAsync("GET /nslcm/v2/ns_instances/{nsInstanceId}", [measuredNs])).Expect(200).Json;
        return (measuredNs, service.GetProperty("vnfInstance")[0].GetProperty("id").GetString()!);
    }

    /// <summary>The VIM reports a load of a VNF.</summary>
    public Task MeasureAsync(string vnf, double cpu) => Lab.Bus.PublishAsync(
        NfvTopics.Metrics,
        vnf,
        new CloudEvent
        {
            Id = Guid.NewGuid().ToString(),
            Source = "vim",
            Type = MetricsEvent.EventType,
            Time = DateTimeOffset.UtcNow,
            Tenant = LabHost.Tenant,
            Data = JsonSerializer.SerializeToElement(
                new MetricsEvent { InstanceId = vnf, Samples = [new MetricSample { ObjectId = vnf + ":server", Metric = "cpu_utilization", Unit = "%", Value = cpu, Time = DateTimeOffset.UtcNow }] },
                MetricsEventJson.Default.MetricsEvent),
        },
        CancellationToken.None);

    /// <summary>Starts the attachment of a VNF to the same network as another link.</summary>
    public Task<Answer> ReconnectVnfAsync(string operation, string id) => CallAsync(
        operation, [id], $$"""{"extVirtualLinks":[{"id":"other","vimConnectionId":"{{LabHost.VimAccount}}","resourceId":"{{Network}}","extCps":[{"cpdId":"net"}]}]}""");

    /// <summary>Starts the instantiation of a network service.</summary>
    public Task<Answer> InstantiateNsAsync(string id) => CallAsync("POST /nslcm/v2/ns_instances/{nsInstanceId}/instantiate", [id], """{"nsFlavourId":"simple"}""");

    /// <summary>A new instance of the minimal network service.</summary>
    public async Task<string> NsAsync() => (await CallAsync("POST /nslcm/v2/ns_instances", body: $$"""{"nsdId":"{{NsdId}}","nsName":"service","nsDescription":"of a test"}""")).Expect(201).Id;

    /// <summary>A network service that runs.</summary>
    public async Task<string> InstantiatedNsAsync()
    {
        var id = await NsAsync();
        await FinishNsAsync((await InstantiateNsAsync(id)).Expect(202));
        return id;
    }

    /// <summary>Waits for a state of the VNF operation that an answer named.</summary>
    public Task<Answer> FinishVnfAsync(Answer accepted, string state = "COMPLETED") => FinishAsync("GET /vnflcm/v2/vnf_lcm_op_occs/{vnfLcmOpOccId}", IdOf(accepted), state);

    /// <summary>Waits for a state of the NS operation that an answer named.</summary>
    public Task<Answer> FinishNsAsync(Answer accepted, string state = "COMPLETED") => FinishAsync("GET /nslcm/v2/ns_lcm_op_occs/{nsLcmOpOccId}", IdOf(accepted), state);

    /// <summary>Waits until an occurrence has a state; fails when it ends in another one.</summary>
    public async Task<Answer> FinishAsync(string operation, string id, string state)
    {
        Answer? last = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                last = (await CallAsync(operation, [id])).Expect(200);
                var now = last.Json.GetProperty("operationState").GetString();
                if (now != state && now is "COMPLETED" or "FAILED" or "FAILED_TEMP" or "ROLLED_BACK" && now != state)
                {
                    Assert.Fail($"The operation was to be {state}: {last.Text}");
                }
                return now == state;
            },
            $"{operation} {id} is {state}; last: {last?.Text}",
            TimeSpan.FromMinutes(2));
        return last!;
    }

    /// <summary>The last segment of the Location.</summary>
    public static string IdOf(Answer accepted) => new Uri(accepted.Header("Location") ?? throw new InvalidOperationException($"{accepted.Operation} has no Location.")).Segments[^1];

    /// <summary>An instantiation that stopped: the VIM refuses everything for the instance until <see cref="ClearFaultsAsync"/>.</summary>
    public async Task<(string Instance, string Occurrence)> StoppedVnfAsync()
    {
        var id = await VnfAsync();
        var fault = await AddFaultAsync(id, "FAIL");
        var accepted = (await InstantiateVnfAsync(id)).Expect(202);
        await FinishVnfAsync(accepted, "FAILED_TEMP");
        await ClearFaultsAsync(fault);
        return (id, IdOf(accepted));
    }

    /// <summary>As <see cref="StoppedVnfAsync"/>, a network service.</summary>
    public async Task<(string Instance, string Occurrence)> StoppedNsAsync()
    {
        var id = await NsAsync();
        var fault = await AddFaultAsync(id, "FAIL");
        var accepted = (await InstantiateNsAsync(id)).Expect(202);
        await FinishNsAsync(accepted, "FAILED_TEMP");
        await ClearFaultsAsync(fault);
        return (id, IdOf(accepted));
    }

    /// <summary>Breaks the creation of resources of an instance; returns the identifier of the fault.</summary>
    public async Task<string> AddFaultAsync(string instanceId, string mode)
    {
        var rule = $$"""{"operation":"CREATE","instanceId":"{{instanceId}}","mode":"{{mode}}"}""";
        using var response = await services!.Vim.PostAsync(
            new Uri($"simulator/v1/faults?account={LabHost.VimAccount}", UriKind.Relative), new StringContent(rule, Encoding.UTF8, "application/json"));
        response.EnsureSuccessStatusCode();
        using var made = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return made.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>The VIM works again; hung calls end.</summary>
    public async Task ClearFaultsAsync(string fault)
    {
        using var cleared = await services!.Vim.DeleteAsync(new Uri($"simulator/v1/faults/{fault}?account={LabHost.VimAccount}", UriKind.Relative));
        cleared.EnsureSuccessStatusCode();
        using var released = await services.Vim.PostAsync(new Uri($"simulator/v1/hung/release?account={LabHost.VimAccount}", UriKind.Relative), null);
        released.EnsureSuccessStatusCode();
    }

    /// <summary>The 5G core, brought up once: every kind of thing that resources can show.</summary>
    public async Task<string> CoreAsync()
    {
        await gate.WaitAsync();
        try
        {
            if (core is not null)
            {
                return core;
            }
            foreach (var vnf in (string[])["nrf", "udr", "udm", "ausf", "pcf", "nssf", "smf", "upf", "amf"])
            {
                await Onboarding.VnfAsync(Api.Packages, Path.Combine(Samples.Find("5g-core"), vnf), CancellationToken.None);
            }
            var nsd = await Onboarding.NsdAsync(Api.Nsds, Path.Combine(Samples.Find("5g-core"), "ns-5gc"), CancellationToken.None);
            var id = (await CallAsync("POST /nslcm/v2/ns_instances", body: $$"""{"nsdId":"{{nsd}}","nsName":"core","nsDescription":"5G core"}""")).Expect(201).Id;
            await FinishNsAsync((await CallAsync("POST /nslcm/v2/ns_instances/{nsInstanceId}/instantiate", [id], """{"nsFlavourId":"standard"}""")).Expect(202));
            return core = id;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The UPF of the 5G core: it can be scaled.</summary>
    public async Task<string> UpfAsync()
    {
        if (upf is null)
        {
            var service = (await CallAsync("GET /nslcm/v2/ns_instances/{nsInstanceId}", [await CoreAsync()])).Expect(200);
            upf = service.Json.GetProperty("vnfInstance").EnumerateArray()
                .Single(v => v.GetProperty("vnfProductName").GetString()!.Contains("UPF", StringComparison.OrdinalIgnoreCase)).GetProperty("id").GetString();
        }
        return upf!;
    }

    /// <summary>Fills the parameters of a template in order.</summary>
    public static string Fill(string template, IReadOnlyList<string> ids)
    {
        var next = 0;
        return string.Join('/', template.Split('/').Select(part => part.StartsWith('{') ? (next < ids.Count ? ids[next++] : throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{template} needs more than {ids.Count} identifiers."))) : part));
    }
}
