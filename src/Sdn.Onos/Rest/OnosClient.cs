using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>
/// The controller's REST API as a real ONOS 2.7.0 behaves. Passing failures (refused, time-out, 503, the web server's own 404/500 while it starts or stops)
/// are repeated; everything it accepts twice without harm is repeated too, which is all that is used here.
/// </summary>
internal sealed class OnosClient(HttpClient http, OnosOptions options, TimeProvider time)
{
    private readonly AuthenticationHeaderValue credentials = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));

    public async Task<IReadOnlyList<OnosDevice>> DevicesAsync(CancellationToken cancellationToken)
        => [.. List(await GetAsync("devices", cancellationToken), "devices").Select(d => new OnosDevice(Text(d, "id"), d["annotations"]?["name"]?.ToString() ?? Text(d, "id"), Text(d, "available") == "true"))];

    public async Task<IReadOnlyList<OnosPort>> PortsAsync(CancellationToken cancellationToken)
        => [.. List(await GetAsync("devices/ports", cancellationToken), "ports").Select(p => new OnosPort(Text(p, "element"), Text(p, "port"), p["annotations"]?["portName"]?.ToString() ?? "", Text(p, "isEnabled") == "true", Long(p, "portSpeed")))];

    public async Task<IReadOnlyList<OnosLink>> LinksAsync(CancellationToken cancellationToken)
        => [.. List(await GetAsync("links", cancellationToken), "links").Where(l => Text(l, "state") == "ACTIVE").Select(l => new OnosLink(
            Text(l["src"]!, "device"), Text(l["src"]!, "port"), Text(l["dst"]!, "device"), Text(l["dst"]!, "port"),
            // The annotation is text and in nanoseconds; the whole member is missing when empty.
            l["annotations"] is JsonObject a && double.TryParse(a["latency"]?.ToString(), CultureInfo.InvariantCulture, out var ns) ? (long)(ns / 1000) : 0))];

    public async Task<IReadOnlyList<OnosHost>> HostsAsync(CancellationToken cancellationToken)
        => [.. List(await GetAsync("hosts", cancellationToken), "hosts").Where(h => h["locations"] is JsonArray { Count: > 0 }).Select(h => new OnosHost(
            Text(h, "id"), Text(h, "mac"), [.. (h["ipAddresses"] as JsonArray ?? []).Select(i => i!.ToString())], Text(h["locations"]![0]!, "elementId"), Text(h["locations"]![0]!, "port")))];

    public async Task<IReadOnlyList<OnosPortDelta>> PortDeltasAsync(CancellationToken cancellationToken)
        => [.. List(await GetAsync("statistics/delta/ports", cancellationToken), "statistics").SelectMany(d => List(d, "ports").Select(p =>
            new OnosPortDelta(Text(d, "device"), Text(p, "port"), Long(p, "bytesSent"), (int)Long(p, "durationSec"))))];

    /// <summary>Rules of our application; an application that never wrote one is unknown (404), which is the empty list.</summary>
    public async Task<IReadOnlyList<OnosFlow>> FlowsAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, $"flows/application/{options.AppId}", null, cancellationToken);
        return answer.Status == 404 ? [] : Flows(List(Checked(answer, "flows"), "flows"));
    }

    /// <summary>Writes rules; the batch is all or nothing, and same match + priority replaces.</summary>
    public async Task PostFlowsAsync(IEnumerable<JsonObject> flows, CancellationToken cancellationToken)
        => Checked(await SendAsync(HttpMethod.Post, $"flows?appId={options.AppId}", new JsonObject { ["flows"] = new JsonArray([.. flows]) }, cancellationToken), "flows");

    /// <summary>Removes one rule; gone already and device unknown are both success.</summary>
    public async Task DeleteFlowAsync(string device, string id, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Delete, $"flows/{Uri.EscapeDataString(device)}/{id}", null, cancellationToken);
        if (answer.Status != 404)
        {
            Checked(answer, $"flows/{device}/{id}");
        }
    }

    /// <summary>Makes our application id known; intents need it, flows do not.</summary>
    public async Task RegisterAppAsync(CancellationToken cancellationToken)
        => Checked(await SendAsync(HttpMethod.Post, $"applications/{options.AppId}/register", null, cancellationToken), "register");

    public async Task<IReadOnlyList<OnosIntent>> IntentsAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, $"intents/application/{options.AppId}", null, cancellationToken);
        return answer.Status == 404 ? [] : [.. List(Checked(answer, "intents"), "intents").Select(i => new OnosIntent(Text(i, "key"), Text(i, "id"), Text(i, "state")))];
    }

    public async Task PostIntentAsync(JsonObject intent, CancellationToken cancellationToken)
        => Checked(await SendAsync(HttpMethod.Post, "intents", intent, cancellationToken), "intents");

    /// <summary>Rules of an intent, in no order; null when it is not known: 404, or 400 for text keys.</summary>
    public async Task<IReadOnlyList<OnosFlow>?> RelatedFlowsAsync(string key, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, $"intents/relatedflows/{options.AppId}/{key}", null, cancellationToken);
        return answer.Status is 400 or 404 ? null : Flows((Checked(answer, "relatedflows")["paths"] as JsonArray ?? []).SelectMany(p => (p as JsonArray ?? []).Select(f => f!)));
    }

    /// <summary>Withdraws an intent; unknown is success (text keys answer 400).</summary>
    public async Task DeleteIntentAsync(string key, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Delete, $"intents/{options.AppId}/{key}", null, cancellationToken);
        if (answer.Status is not (400 or 404))
        {
            Checked(answer, $"intents/{key}");
        }
    }

    private async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) => Checked(await SendAsync(HttpMethod.Get, path, null, cancellationToken), path);

    private JsonNode Checked(Answer answer, string what) => answer.Status is >= 200 and < 300
        ? answer.Body ?? new JsonObject()
        : throw SdnException.Of(answer.Status is 401 or 403 ? 502 : answer.Status >= 500 ? 503 : 502, "ONOS refused", answer.Status switch
        {
            401 => $"ONOS {http.BaseAddress} does not accept the credentials of user '{options.User}'. Correct user and password of the adapter.",
            403 => $"User '{options.User}' may not write to ONOS {http.BaseAddress}: it needs the admin role.",
            _ => $"ONOS {http.BaseAddress} answered {answer.Status} to '{what}': {answer.Message}.",
        });

    private async Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            SdnException failure;
            try
            {
                var answer = await OnceAsync(method, path, body, cancellationToken);
                // While starting or stopping: 503, 500 with cause0, or the web server's 404 that has no code. None of them says anything about the object.
                if (answer.Status is not (500 or 503) && !(answer.Status == 404 && answer.Jetty))
                {
                    return answer;
                }
                failure = SdnException.Of(503, "ONOS not ready", $"ONOS {http.BaseAddress} answered {answer.Status} to {method} {path}: {answer.Message}. It is starting, stopping or broken; tried {attempt} times.");
            }
            catch (HttpRequestException e)
            {
                failure = SdnException.Of(503, "ONOS not reachable", $"{method} {http.BaseAddress}onos/v1/{path} failed: {e.Message}. Check that ONOS runs; what was stored here is kept and programmed when it is back.", e);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                failure = SdnException.Of(504, "ONOS did not answer", $"{method} {http.BaseAddress}onos/v1/{path} had no answer within {options.RequestTimeout}; whether it was done is unknown, repeating it is safe.", e);
            }
            if (attempt >= options.MaxAttempts)
            {
                throw failure;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100 * (1 << attempt)), time, cancellationToken);
        }
    }

    private async Task<Answer> OnceAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(method, new Uri($"onos/v1/{path}", UriKind.Relative));
        request.Headers.Authorization = credentials;
        // Without it errors come as HTML.
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, linked.Token);
        var text = await response.Content.ReadAsStringAsync(linked.Token);
        JsonNode? node = null;
        try
        {
            node = text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // HTML of the web server: no answer of the API.
            return new Answer((int)response.StatusCode, null, text.Length > 200 ? text[..200] : text, Jetty: true);
        }
        var jetty = node is JsonObject o && o["code"] is null && o["status"] is not null;
        return new Answer((int)response.StatusCode, node, (node as JsonObject)?["message"]?.ToString() ?? response.ReasonPhrase ?? "", jetty);
    }

    private static IEnumerable<JsonNode> List(JsonNode owner, string name) => (owner[name] as JsonArray ?? []).OfType<JsonNode>();

    private static IReadOnlyList<OnosFlow> Flows(IEnumerable<JsonNode> flows) => [.. flows.Select(f => new OnosFlow(
        Text(f, "id"), Text(f, "deviceId"), (int)Long(f, "priority"), Text(f, "state"), Long(f, "packets"), Long(f, "bytes"),
        f["selector"]?["criteria"] as JsonArray ?? [], f["treatment"]?["instructions"] as JsonArray ?? []))];

    private static string Text(JsonNode owner, string name) => owner[name]?.ToString() ?? "";

    private static long Long(JsonNode owner, string name) => long.TryParse(Text(owner, name), CultureInfo.InvariantCulture, out var n) ? n : 0;

    private sealed record Answer(int Status, JsonNode? Body, string Message, bool Jetty);
}
