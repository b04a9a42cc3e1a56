using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.OpenApi;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Conformance;

/// <summary>The interfaces of this product that are not ETSI's: documented at their service, checked in under <c>openapi/</c>, and answering as their documents say.</summary>
[Collection(LabCollection.Name)]
public sealed class VendorApiTests(ConformanceLab lab)
{
    /// <summary>What every service has, and the network that plays another maker's product.</summary>
    private static readonly string[] Elsewhere =
    [
        "/health", "/oauth2", "/.well-known", "/callbacks", "/onos", "/simulator/v1/devices", "/simulator/v1/cables", "/simulator/v1/ports", "/simulator/v1/faults/posts", "/simulator/v1/loads",
        "/simulator/v1/restart", "/simulator/v1/topology", "/simulator/v1/trace",
    ];

    /// <summary>What is there only when something happened; here it is asked for in vain.</summary>
    private static readonly string[] OfIncidents = ["GET /assurance/v1/alarms/{id}", "GET /assurance/v1/decisions/{id}"];

    private static readonly string[] Documents = ["capacity-v1", "nfvo-ext-v1", "platform-v1", "vnfm-ext-v1", "assurance-v1", "vim-v1", "simulator-v1", "sdn-v1"];

    public static TheoryData<string> Names() => [.. Documents];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Generated_documents_are_kept(string name)
        => RepositoryFiles.OpenApiShouldBe(await ReadAsync(RootOf(name), name), name);

    [Fact]
    public async Task Services_that_have_the_same_interface_have_the_same_document()
        => (await ReadAsync(lab.Lab.Addresses.Vnfm, "platform-v1")).GetRawText().ShouldBe((await ReadAsync(lab.Lab.Addresses.Nfvo, "platform-v1")).GetRawText());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_document_says_what_goes_in_and_what_comes_out(string name)
    {
        var faults = new List<string>();
        foreach (var (operation, described) in Operations(await ReadAsync(RootOf(name), name)))
        {
            var responses = described.GetProperty("responses");
            var good = responses.EnumerateObject().Where(r => r.Name[0] == '2').ToList();
            if (good.Count == 0 || good.Exists(r => r.Name is "200" or "201" && !(r.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(c => c.Value.TryGetProperty("schema", out _)))))
            {
                faults.Add($"{operation}: a success without the schema of its body");
            }
            if (!described.TryGetProperty("security", out _) || !responses.TryGetProperty("401", out _) || !responses.TryGetProperty("404", out _))
            {
                faults.Add($"{operation}: says nothing about tokens or errors");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_endpoint_is_in_a_document()
    {
        var described = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Documents)
        {
            described.UnionWith(Operations(await ReadAsync(RootOf(name), name)).Select(static o => o.Operation));
        }
        lab.Lab.Endpoints.OfType<RouteEndpoint>()
            .Where(static e => e.Metadata.GetMetadata<SolApi>() is null)
            .SelectMany(static e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m => $"{m} {MappedOperation.Normal(e.RoutePattern.RawText!)}"))
            .Where(static o => !Array.Exists(Elsewhere, e => o[(o.IndexOf(' ', StringComparison.Ordinal) + 1)..].StartsWith(e, StringComparison.Ordinal)))
            .Select(static o => o.Replace(":int}", "}", StringComparison.Ordinal))
            .Except(described, StringComparer.Ordinal).ShouldBeEmpty("mapped, but in no document: give its group .InDocument(…)");
    }

    /// <summary>What operators ask here, and what services asked of each other while a service came and went: every operation was answered well at least once, and every answer is as its document says.</summary>
    [Fact]
    public async Task Every_operation_answers_as_its_document_says()
    {
        await lab.CoreAsync();
        var vnf = await lab.InstantiatedVnfAsync();
        await lab.FinishVnfAsync((await lab.CallAsync("POST /vnflcm/v2/vnf_instances/{vnfInstanceId}/terminate", [vnf], """{"terminationType":"FORCEFUL"}""")).Expect(202));
        await OperateAsync();
        var contracts = new Dictionary<string, EtsiContract>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Documents)
        {
            var document = await ReadAsync(RootOf(name), name);
            contracts[name] = EtsiContract.Of(document);
            known.UnionWith(Operations(document).Select(static o => o.Operation));
        }
        var missing = known.ToHashSet(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var answer in lab.Recorder.Exchanges.Select(static e => e.Answer))
        {
            var path = answer.Operation[(answer.Operation.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 3 || !known.Contains(answer.Operation) || !contracts.TryGetValue($"{parts[0]}-{parts[1]}", out var contract))
            {
                continue;
            }
            var method = answer.Operation[..answer.Operation.IndexOf(' ', StringComparison.Ordinal)];
            faults.AddRange(contract.Validate(method, path, answer.Status, answer.Headers, answer.Text));
            if (answer.Status < 300)
            {
                missing.Remove(answer.Operation);
            }
        }
        faults.Distinct(StringComparer.Ordinal).ShouldBeEmpty();
        missing.ExceptWith(OfIncidents);
        missing.ShouldBeEmpty("nobody asked, or nobody was answered well");
    }

    /// <summary>What only people ask.</summary>
    private async Task OperateAsync()
    {
        using var services = new LabApi(lab.Lab.Addresses, lab.Lab.Services, LabHost.Tenant);
        var at = lab.Lab.Addresses;
        const string account = LabHost.VimAccount;
        async Task<JsonElement> DoAsync(Uri root, string method, string path, string? body = null, int expected = 200, string type = "application/json")
        {
            using var client = services.Client(root);
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode).ShouldBe(expected, $"{method} {path}: {text}");
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }

        // Capacity and quotas; a quota that nothing meets.
        await DoAsync(at.Nfvo, "GET", "capacity/v1/zones");
        await DoAsync(at.Nfvo, "GET", "capacity/v1/limits");
        await DoAsync(at.Nfvo, "GET", "capacity/v1/quota");
        await DoAsync(at.Nfvo, "PUT", $"capacity/v1/quotas/{LabHost.Tenant}/{account}", """{"vcpus":100000}""");
        await DoAsync(at.Nfvo, "GET", $"capacity/v1/quotas/{LabHost.Tenant}");
        await DoAsync(at.Nfvo, "DELETE", $"capacity/v1/quotas/{LabHost.Tenant}/{account}", expected: 204);
        await DoAsync(at.Nfvo, "PUT", $"capacity/v1/quotas/{LabHost.Tenant}/nowhere", "{}", 404);
        await DoAsync(at.Nfvo, "PUT", $"capacity/v1/quotas/{LabHost.Tenant}/{account}", """{"vcpus":-1}""", 422);
        await DoAsync(at.Nfvo, "PUT", $"capacity/v1/quotas/{LabHost.Tenant}/{account}", "<a/>", 415, "text/xml");

        var grant = JsonNode.Parse((await OperationCases.GrantAsync(lab)).Request)!.AsObject();
        grant["vnfInstanceId"] = Guid.CreateVersion7().ToString();
        grant["vnfLcmOpOccId"] = Guid.CreateVersion7().ToString();
        await DoAsync(at.Nfvo, "POST", "capacity/v1/tentative_grants", grant.ToJsonString());

        // Other VNFMs.
        await DoAsync(at.Nfvo, "PUT", "nfvo-ext/v1/vnfms/other", """{"apiRoot":"http://127.0.0.1:9/","vnfmInfo":["nobody"]}""", 201);
        await DoAsync(at.Nfvo, "GET", "nfvo-ext/v1/vnfms");
        await DoAsync(at.Nfvo, "GET", "nfvo-ext/v1/vnfms/other");
        await DoAsync(at.Nfvo, "POST", "nfvo-ext/v1/vnfms/other/client");
        await DoAsync(at.Nfvo, "DELETE", "nfvo-ext/v1/vnfms/other", expected: 204);
        await DoAsync(at.Nfvo, "GET", "nfvo-ext/v1/vnfms/other", expected: 404);

        // Dead letters: a subscriber that says it is gone.
        await using var gone = await GoneReceiver.StartAsync();
        var subscription = (await lab.CallAsync("POST /vnflcm/v2/subscriptions", body: $$"""{"callbackUri":"{{gone.Uri}}"}""")).Expect(201).Id;
        await lab.VnfAsync("first");
        await lab.VnfAsync("second");
        var letters = default(JsonElement);
        await Eventually.HoldsAsync(
            async () => (letters = await DoAsync(at.Vnfm, "GET", $"platform/v1/dead_letters?subscriptionId={subscription}")).GetArrayLength() >= 2, "notifications are given up");
        await DoAsync(at.Vnfm, "DELETE", $"platform/v1/dead_letters/{letters[0].GetProperty("id").GetString()}", expected: 204);
        await DoAsync(at.Vnfm, "POST", $"platform/v1/dead_letters/{letters[1].GetProperty("id").GetString()}/replay", expected: 202);
        await DoAsync(at.Vnfm, "POST", $"platform/v1/dead_letters/replay?subscriptionId={subscription}", expected: 202);
        await DoAsync(at.Vnfm, "POST", "platform/v1/dead_letters/replay", expected: 400);

        // The truth check finds a server that nobody knows.
        var tags = $$"""{"tenant":"{{LabHost.Tenant}}","instanceId":"nobody","managedBy":"vnfm"}""";
        await DoAsync(at.Vim, "PUT", $"vim/v1/accounts/{account}/resources/compute/nobody:compute:v:0?wait=10", $$"""{"kind":"compute","name":"lost","vcpus":1,"memoryMib":512,"tags":{{tags}} }""", 201);
        await DoAsync(at.Vnfm, "POST", "vnfm-ext/v1/truth_check", expected: 202);
        var findings = default(JsonElement);
        await Eventually.HoldsAsync(async () => (findings = await DoAsync(at.Vnfm, "GET", "vnfm-ext/v1/findings?vnfInstanceId=nobody")).GetArrayLength() > 0, "the server is found");
        await DoAsync(at.Vnfm, "GET", $"vnfm-ext/v1/findings/{findings[0].GetProperty("id").GetString()}");
        await DoAsync(at.Vnfm, "GET", "vnfm-ext/v1/truth_check");
        await DoAsync(at.Vnfm, "GET", "vnfm-ext/v1/findings?kind=WRONG", expected: 400);

        // The VIM contract, as an operator uses it.
        const string server = $"vim/v1/accounts/{account}/resources/compute/nobody:compute:v:0";
        await DoAsync(at.Vim, "GET", "vim/v1/accounts");
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}");
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/capacity");
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/networks/{lab.Network}");
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/flavours?limit=5");
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/images");
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/images?limit=0", expected: 400);
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/networks/nowhere", expected: 404);
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/resources?kind=compute&limit=2");
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/resources?kind=balloon", expected: 400);
        var there = await DoAsync(at.Vim, "GET", server);
        await DoAsync(at.Vim, "GET", $"{server}/console");
        await DoAsync(at.Vim, "POST", $"{server}/actions?wait=10", """{"type":"STOP","actionId":"stop-1"}""");
        var host = there.GetProperty("outputs").GetProperty("host").GetString();
        await DoAsync(at.Vim, "GET", $"vim/v1/accounts/{account}/hosts/{host}");
        await DoAsync(at.Vim, "POST", $"vim/v1/accounts/{account}/hosts/{host}/actions", """{"type":"ENABLE","reason":"a test"}""", 202);
        await DoAsync(at.Vim, "POST", $"vim/v1/accounts/{account}/batch", """{"items":[{"verb":"GET","kind":"compute","key":"nobody:compute:v:0"},{"verb":"GET","kind":"compute","key":"none"}]}""");
        await DoAsync(at.Vim, "PUT", $"vim/v1/accounts/{account}/resources/image/operators-own", """{"kind":"image","name":"own","contentFollows":true}""", 201);
        await DoAsync(at.Vim, "PUT", $"vim/v1/accounts/{account}/resources/image/operators-own/content", "an image", type: "application/octet-stream");
        await DoAsync(at.Vim, "DELETE", $"vim/v1/accounts/{account}/resources/image/operators-own?wait=10", expected: 204);
        await DoAsync(at.Vim, "DELETE", $"{server}?wait=10", expected: 204);

        // Faults and loads of the simulated VIM.
        var fault = await DoAsync(at.Vim, "POST", $"simulator/v1/faults?account={account}", """{"operation":"CREATE","instanceId":"nobody","mode":"FAIL"}""", 201);
        await DoAsync(at.Vim, "GET", $"simulator/v1/faults?account={account}");
        await DoAsync(at.Vim, "DELETE", $"simulator/v1/faults/{fault.GetProperty("id").GetString()}?account={account}", expected: 204);
        await DoAsync(at.Vim, "POST", $"simulator/v1/hung/release?account={account}", expected: 204);
        await DoAsync(at.Vim, "PUT", $"simulator/v1/hosts/{host}/up?account={account}", expected: 204);
        var load = await DoAsync(at.Vim, "POST", $"simulator/v1/load?account={account}", """{"instanceId":"nobody"}""", 201);
        await DoAsync(at.Vim, "GET", $"simulator/v1/load?account={account}");
        await DoAsync(at.Vim, "DELETE", $"simulator/v1/load/{load.GetProperty("id").GetString()}?account={account}", expected: 204);
        await DoAsync(at.Vim, "GET", $"simulator/v1/inventory?account={account}");
        await DoAsync(at.Vim, "DELETE", $"simulator/v1/faults?account={account}", expected: 204);

        await AssureAsync(DoAsync);
        await RouteAsync(DoAsync);
    }

    private async Task AssureAsync(Func<Uri, string, string, string?, int, string, Task<JsonElement>> doAsync)
    {
        var at = lab.Lab.Addresses.Assurance;
        Task<JsonElement> DoAsync(string method, string path, string? body = null, int expected = 200) => doAsync(at, method, path, body, expected, "application/json");
        var upf = await lab.UpfAsync();
        const string policy = "conformance-policy";
        await DoAsync("PUT", $"assurance/v1/policies/{policy}", $$"""
            {"id":"{{policy}}","vnfInstanceId":"{{upf}}","aspectId":"user_plane","metric":"VCpuUsageMeanVnf","targetVduIds":[],"scaleOutThreshold":99,"scaleInThreshold":1,"breachDurationSeconds":60,"cooldownSeconds":60,"enabled":false}
            """, 201);
        await DoAsync("GET", "assurance/v1/policies");
        await DoAsync("GET", $"assurance/v1/policies/{policy}");
        await DoAsync("GET", $"assurance/v1/policies/{policy}/status");
        await DoAsync("DELETE", $"assurance/v1/policies/{policy}", expected: 204);
        await DoAsync("GET", $"assurance/v1/policies/{policy}", expected: 404);
        await DoAsync("GET", "assurance/v1/decisions");
        await DoAsync("GET", "assurance/v1/alarms");
        await DoAsync("GET", "assurance/v1/alarms/none", expected: 404);
        await DoAsync("GET", "assurance/v1/decisions/none", expected: 404);
    }

    private async Task RouteAsync(Func<Uri, string, string, string?, int, string, Task<JsonElement>> doAsync)
    {
        var root = $"sdn/v1/controllers/{LabHost.Controller}";
        Task<JsonElement> DoAsync(string method, string path, string? body = null, int expected = 200) => doAsync(lab.Lab.Addresses.Sdn, method, $"{root}/{path}", body, expected, "application/json");
        await DoAsync("GET", "topology");
        var paths = await DoAsync("GET", $"paths?tenant={LabHost.Tenant}");
        var first = paths.GetProperty("items")[0];
        await DoAsync("GET", $"paths/{first.GetProperty("key").GetString()}?tenant={LabHost.Tenant}");
        var copy = JsonNode.Parse(first.GetProperty("spec").GetRawText())!.AsObject();
        copy["tags"]!["instanceId"] = "conformance";
        copy["selector"] = new JsonObject { ["destinationPrefix"] = "10.199.0.0/16" };
        copy["bandwidthBps"] = 0;
        await DoAsync("PUT", $"paths/conformance?tenant={LabHost.Tenant}&wait=20", copy.ToJsonString());
        await DoAsync("DELETE", $"paths/conformance?tenant={LabHost.Tenant}&wait=20", expected: 204);
        await DoAsync("GET", $"paths/conformance?tenant={LabHost.Tenant}", expected: 404);
    }

    private Uri RootOf(string document) => document switch
    {
        "vnfm-ext-v1" => lab.Lab.Addresses.Vnfm,
        "assurance-v1" => lab.Lab.Addresses.Assurance,
        "vim-v1" or "simulator-v1" => lab.Lab.Addresses.Vim,
        "sdn-v1" => lab.Lab.Addresses.Sdn,
        _ => lab.Lab.Addresses.Nfvo,
    };

    private static IEnumerable<(string Operation, JsonElement Described)> Operations(JsonElement document)
        => document.GetProperty("paths").EnumerateObject().SelectMany(static p => p.Value.EnumerateObject().Select(m => ($"{m.Name.ToUpperInvariant()} {p.Name}", m.Value)));

    private static async Task<JsonElement> ReadAsync(Uri root, string name)
    {
        using var client = new HttpClient { BaseAddress = root };
        return JsonDocument.Parse(await client.GetByteArrayAsync(new Uri($"swagger/{name}/swagger.json", UriKind.Relative))).RootElement;
    }
}
