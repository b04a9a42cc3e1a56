using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.Tests.NsLcm;

/// <summary>A VNFM in memory behind SOL003: operations end at once, as the script says.</summary>
internal sealed class ScriptedVnfm : HttpMessageHandler
{
    private readonly Dictionary<string, string> byKey = new(StringComparer.Ordinal);
    private int numbers;

    public Dictionary<string, VnfInstance> Instances { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, VnfLcmOpOcc> Operations { get; } = new(StringComparer.Ordinal);

    /// <summary>How the next operations (also retries and roll backs) end; COMPLETED (ROLLED_BACK) when nothing is said.</summary>
    public Queue<LcmOperationStateType> Script { get; } = new();

    /// <summary>Does not answer.</summary>
    public bool Silent { get; set; }

    /// <summary>Requests that change something: method and last words of the path.</summary>
    public List<string> Changes { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Silent)
        {
            throw new HttpRequestException("nobody listens");
        }
        var path = request.RequestUri!.AbsolutePath.Split("/v2/")[1].Split('/');
        var query = Uri.UnescapeDataString(request.RequestUri.Query).Replace("''", "'", StringComparison.Ordinal);
        if (request.Method != HttpMethod.Get)
        {
            Changes.Add($"{request.Method} {(path.Length == 3 ? path[2] : path[0])}");
        }
        var answer = (request.Method.Method, path) switch
        {
            ("POST", ["vnf_instances"]) => Json(HttpStatusCode.Created, Create(request, await BodyAsync(request, VnfLcmJsonContext.Default.CreateVnfRequest)), VnfLcmJsonContext.Default.VnfInstance),
            ("GET", ["vnf_instances"]) => Json(HttpStatusCode.OK, [.. Instances.Values.Where(i => query.Contains($"'{i.VnfInstanceName}'", StringComparison.Ordinal))], VnfLcmJsonContext.Default.ListVnfInstance),
            ("GET", ["vnf_instances", var id]) => Instances.TryGetValue(id, out var found) ? Json(HttpStatusCode.OK, found, VnfLcmJsonContext.Default.VnfInstance) : new(HttpStatusCode.NotFound),
            ("DELETE", ["vnf_instances", var id]) => new(Instances.Remove(id) ? HttpStatusCode.NoContent : HttpStatusCode.NotFound),
            ("POST", ["vnf_instances", var id, var task]) => Start(request, id, task),
            ("GET", ["vnf_lcm_op_occs"]) => Json(HttpStatusCode.OK, [.. Operations.Values.Where(o => query.Contains(o.VnfInstanceId, StringComparison.Ordinal))], VnfLcmJsonContext.Default.ListVnfLcmOpOcc),
            ("GET", ["vnf_lcm_op_occs", var id]) => Operations.TryGetValue(id, out var found) ? Json(HttpStatusCode.OK, found, VnfLcmJsonContext.Default.VnfLcmOpOcc) : new(HttpStatusCode.NotFound),
            ("POST", ["vnf_lcm_op_occs", var id, "retry"]) => Go(id, LcmOperationStateType.COMPLETED),
            ("POST", ["vnf_lcm_op_occs", var id, "rollback"]) => Go(id, LcmOperationStateType.ROLLED_BACK),
            ("POST", ["vnf_lcm_op_occs", var id, "fail"]) => Fail(id),
            _ => throw new InvalidOperationException($"{request.Method} {request.RequestUri}"),
        };
        answer.RequestMessage = request;
        return answer;
    }

    public static VnfLcmOpOcc Operation(string id, string instanceId, LcmOperationStateType state) => new()
    {
        Id = id,
        VnfInstanceId = instanceId,
        Operation = LcmOperationType.INSTANTIATE,
        OperationState = state,
        StateEnteredTime = DateTimeOffset.UnixEpoch,
        StartTime = DateTimeOffset.UnixEpoch,
        IsAutomaticInvocation = false,
        IsCancelPending = false,
        Links = new VnfLcmOpOccLinks { Self = new Link { Href = "http://vnfm/" + id }, VnfInstance = new Link { Href = "http://vnfm/" + instanceId } },
    };

    private VnfInstance Create(HttpRequestMessage request, CreateVnfRequest body)
    {
        var key = request.Headers.GetValues("Idempotency-Key").Single();
        if (!byKey.TryGetValue(key, out var id))
        {
            id = byKey[key] = $"vnf-{++numbers}";
            Instances[id] = new VnfInstance
            {
                Id = id,
                VnfdId = body.VnfdId,
                VnfInstanceName = body.VnfInstanceName,
                Metadata = body.Metadata,
                VnfProvider = "p",
                VnfProductName = "n",
                VnfSoftwareVersion = "1",
                VnfdVersion = "1",
                InstantiationState = InstantiationState.NOT_INSTANTIATED,
                Links = new VnfInstanceLinks { Self = new Link { Href = "http://vnfm/" + id } },
            };
        }
        return Instances[id];
    }

    private HttpResponseMessage Start(HttpRequestMessage request, string instanceId, string task)
    {
        var key = request.Headers.GetValues("Idempotency-Key").Single();
        if (!byKey.TryGetValue(key, out var id))
        {
            id = byKey[key] = $"op-{++numbers:000}";
            Operations[id] = Operation(id, instanceId, LcmOperationStateType.PROCESSING) with { Operation = task == "terminate" ? LcmOperationType.TERMINATE : LcmOperationType.INSTANTIATE };
            End(id, Script.TryDequeue(out var said) ? said : LcmOperationStateType.COMPLETED);
        }
        return new HttpResponseMessage(HttpStatusCode.Accepted) { Headers = { Location = new Uri($"http://vnfm/vnflcm/v2/vnf_lcm_op_occs/{id}") } };
    }

    private HttpResponseMessage Go(string id, LcmOperationStateType usual)
    {
        Operations[id].OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        End(id, Script.TryDequeue(out var said) ? said : usual);
        return new HttpResponseMessage(HttpStatusCode.Accepted);
    }

    private HttpResponseMessage Fail(string id)
    {
        Operations[id].OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        End(id, LcmOperationStateType.FAILED);
        return Json(HttpStatusCode.OK, Operations[id], VnfLcmJsonContext.Default.VnfLcmOpOcc);
    }

    private void End(string id, LcmOperationStateType state)
    {
        var operation = Operations[id] = Operations[id] with { OperationState = state };
        // What a failed instantiation leaves counts as instantiated, so that it can be terminated.
        var there = operation.Operation == LcmOperationType.INSTANTIATE ? state is LcmOperationStateType.COMPLETED or LcmOperationStateType.FAILED : state != LcmOperationStateType.COMPLETED;
        Instances[operation.VnfInstanceId] = Instances[operation.VnfInstanceId] with { InstantiationState = there ? InstantiationState.INSTANTIATED : InstantiationState.NOT_INSTANTIATED };
    }

    private static async Task<T> BodyAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(await request.Content!.ReadAsStringAsync(), type)!;

    private static HttpResponseMessage Json<T>(HttpStatusCode status, T value, JsonTypeInfo<T> type) => new(status)
    {
        Content = new StringContent(JsonSerializer.Serialize(value, type), Encoding.UTF8, "application/json"),
    };
}
