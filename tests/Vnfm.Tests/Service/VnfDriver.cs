using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Lifecycle;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Drives one VNF through the door, any operation by name; every answer is checked against the published document.</summary>
internal sealed class VnfDriver(VnfmHost host, string id)
{
    private const string Managed = "\"extManagedVirtualLinks\":[{\"id\":\"theirs\",\"vnfVirtualLinkDescId\":\"inner\",\"resourceId\":\"net-m\"}],";
    private static readonly EtsiContract? Contract = EtsiContract.Load("SOL003", "VNFLifecycleManagement");

    private readonly List<string> snapshots = [];

    public string Id => id;

    /// <summary>VNF snapshots made through this driver, oldest first.</summary>
    public IReadOnlyList<string> Snapshots => snapshots;

    /// <summary>A new instance.</summary>
    public static async Task<VnfDriver> CreateAsync(VnfmHost host, string name = "vnf", string vnfdId = TestVnfd.Id)
    {
        using var answer = await host.Http.PostAsync("/vnflcm/v2/vnf_instances", Content($$"""{"vnfdId":"{{vnfdId}}","vnfInstanceName":"{{name}}"}"""));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return new VnfDriver(host, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!);
    }

    /// <summary>A new instance of the small flavour that runs.</summary>
    public static async Task<VnfDriver> InstantiatedAsync(VnfmHost host, string? level = null)
    {
        var vnf = await CreateAsync(host);
        await vnf.CompleteAsync("instantiate", Instantiate(level));
        return vnf;
    }

    /// <summary>The body of an instantiation of the small flavour.</summary>
    public static string Instantiate(string? level = null, string network = "net-a", bool managed = false)
        => $$"""{"flavourId":"small",{{(level is null ? "" : $"\"instantiationLevelId\":\"{level}\",")}}{{(managed ? Managed : "")}}"extVirtualLinks":[{"id":"ext","resourceId":"{{network}}","extCps":[{"cpdId":"out"}]}]}""";

    /// <summary>A new VNF snapshot resource, for create_snapshot.</summary>
    public async Task<string> NewSnapshotAsync()
    {
        using var answer = await host.Http.PostAsync("/vnflcm/v2/vnf_snapshots", Content("{}"));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        snapshots.Add(JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!);
        return snapshots[^1];
    }

    /// <summary>Deletes the VNF snapshots and waits until the VIM has none of them.</summary>
    public async Task DeleteSnapshotsAsync(string because)
    {
        foreach (var snapshot in snapshots)
        {
            using var answer = await host.Http.DeleteAsync($"/vnflcm/v2/vnf_snapshots/{snapshot}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, $"{await answer.Content.ReadAsStringAsync()} {because}");
        }
        snapshots.Clear();
        await Eventually.HoldsAsync(() => Resources().All(r => r.Kind != VimResourceKind.Snapshot), $"the snapshots of {id} are removed from the VIM {because}", TimeSpan.FromSeconds(30));
    }

    /// <summary>One exchange; <c>modify</c> is PATCH, everything else a task of the instance.</summary>
    public async Task<(int Status, JsonElement Body, HttpResponseHeaders Headers)> SendAsync(string task, string body, string query = "", string? ifMatch = null, HttpClient? client = null)
    {
        var modify = task == "modify";
        using var request = new HttpRequestMessage(modify ? HttpMethod.Patch : HttpMethod.Post, $"/vnflcm/v2/vnf_instances/{id}{(modify ? "" : "/" + task)}{query}") { Content = Content(body, modify) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
        using var answer = await (client ?? host.Http).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, answer.Headers);
    }

    /// <summary>Starts an operation; the id of its occurrence.</summary>
    public async Task<string> StartAsync(string task, string body)
    {
        var (status, answer, headers) = await SendAsync(task, body);
        status.ShouldBe(202, $"{task} {body}: {answer}");
        return headers.Location!.Segments[^1];
    }

    /// <summary>Starts an operation and waits until it is completed.</summary>
    public async Task<VnfLcmOpOcc> CompleteAsync(string task, string body)
    {
        var occurrence = await EndAsync(await StartAsync(task, body));
        occurrence.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, occurrence.Error?.Detail);
        return occurrence;
    }

    /// <summary>Waits until nobody works on an operation any more.</summary>
    public async Task<VnfLcmOpOcc> EndAsync(string occurrence)
    {
        VnfLcmOpOcc? last = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                last = await OccurrenceAsync(occurrence);
                return last.OperationState is not (LcmOperationStateType.STARTING or LcmOperationStateType.PROCESSING or LcmOperationStateType.ROLLING_BACK);
            },
            $"operation {occurrence} of {id} ends",
            host.Vim.Patience * 3);
        return last!;
    }

    /// <summary>The occurrence.</summary>
    public Task<VnfLcmOpOcc> OccurrenceAsync(string occurrence)
        => ReadAsync($"/vnf_lcm_op_occs/{occurrence}", "/vnf_lcm_op_occs/{vnfLcmOpOccId}", VnfLcmJsonContext.Default.VnfLcmOpOcc);

    /// <summary>The instance.</summary>
    public Task<VnfInstance> InstanceAsync() => ReadAsync($"/vnf_instances/{id}", "/vnf_instances/{vnfInstanceId}", VnfLcmJsonContext.Default.VnfInstance);

    /// <summary>The entity tag of the instance.</summary>
    public async Task<string> TagAsync()
    {
        using var answer = await host.Http.GetAsync($"/vnflcm/v2/vnf_instances/{id}");
        return answer.Headers.ETag!.ToString();
    }

    /// <summary>A task of an occurrence: retry, rollback, fail, cancel.</summary>
    public async Task<(int Status, string Text)> OccurrenceTaskAsync(string occurrence, string task, string? body = null)
    {
        using var answer = await host.Http.PostAsync($"/vnflcm/v2/vnf_lcm_op_occs/{occurrence}/{task}", body is null ? null : Content(body));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Retries or rolls back and waits for the end.</summary>
    public async Task<VnfLcmOpOcc> ContinueAsync(string occurrence, string task)
    {
        var (status, text) = await OccurrenceTaskAsync(occurrence, task);
        status.ShouldBe(202, text);
        return await EndAsync(occurrence);
    }

    /// <summary>Breaks a call to the VIM about this instance.</summary>
    public FaultRule Break(FaultMode mode, int skip = 0, FaultOperation operation = FaultOperation.ANY, string? key = null, int? times = 1)
        => host.Nfvi.AddFault(new FaultRule { Mode = mode, InstanceId = id, Skip = skip, Times = times, Operation = operation, KeyContains = key, Message = "the VIM does not feel like it" });

    /// <summary>How often a fault was played.</summary>
    public int Played(FaultRule rule) => host.Nfvi.Faults().Single(f => f.Rule.Id == rule.Id).Played;

    /// <summary>Everything this instance has in the VIM: key → what it is like. The instance id is left out, so that instances can be compared.</summary>
    public IReadOnlyDictionary<string, string> Inventory() => Resources().ToDictionary(
        r => Short(r.Key),
        r => Anonymous($"{r.State} {JsonSerializer.Serialize(r.Spec with { Tags = new VimTags() }, VimJsonContext.Default.VimResourceSpec).Replace(id, "", StringComparison.Ordinal)}"),
        StringComparer.Ordinal);

    /// <summary>VIM identifiers by key.</summary>
    public IReadOnlyDictionary<string, string> VimIds() => Resources().ToDictionary(r => Short(r.Key), r => r.VimResourceId!, StringComparer.Ordinal);

    /// <summary>What is really there is what the record says, and everything is for sure.</summary>
    public async Task ConsistentAsync(string because)
    {
        var record = (await host.Store.GetAsync(VnfmCollections.Instances, new Platform.Store.TenantId(VnfmHost.TenantId), id, default))!.Value;
        record.Resources.ShouldAllBe(r => r.Condition == Lifecycle.Resources.ResourceCondition.Present, because);
        var taken = new List<Lifecycle.Resources.ManagedResource>();
        foreach (var snapshot in snapshots)
        {
            var stored = await host.Store.GetAsync(VnfmCollections.Snapshots, new Platform.Store.TenantId(VnfmHost.TenantId), snapshot, default);
            taken.AddRange(stored?.Value.Content?.Snapshots ?? []);
        }
        // Rules about zones are kept by the grant: the VIM has nothing of them.
        record.Resources.Where(r => r.Node.Spec is not Lifecycle.Resources.AffinityGroupSpec { IsVimGroup: false }).Concat(taken).ToDictionary(r => Anonymous(r.Node.Key.Replace('/', ':')), r => r.ResourceId!, StringComparer.Ordinal)
            .ShouldBe(VimIds().ToDictionary(StringComparer.Ordinal), ignoreOrder: true, because);
    }

    private IEnumerable<VimResource> Resources() => host.Vim.Resources(VnfmHost.TenantId).Where(r => r.Spec.Tags.InstanceId == id);

    private string Short(string key) => Anonymous(key[(id.Length + 1)..]);

    /// <summary>Snapshots by their number instead of their identifier.</summary>
    private string Anonymous(string text)
    {
        for (var number = 0; number < snapshots.Count; number++)
        {
            text = text.Replace(snapshots[number], $"snapshot-{number}", StringComparison.Ordinal);
        }
        return text;
    }

    private async Task<T> ReadAsync<T>(string path, string template, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var answer = await host.Http.GetAsync("/vnflcm/v2" + path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        Contract?.Validate("GET", template, 200, answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => (IEnumerable<string>)[.. h.Value], StringComparer.OrdinalIgnoreCase), text)
            .Where(f => !f.Contains(".operationParams", StringComparison.Ordinal)).ShouldBeEmpty(text);
        return JsonSerializer.Deserialize(text, type)!;
    }

    private static StringContent Content(string body, bool patch = false) => new(body, Encoding.UTF8, patch ? "application/merge-patch+json" : "application/json");
}
