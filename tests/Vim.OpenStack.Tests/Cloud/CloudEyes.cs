using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>Looks at the cloud without the adapter: what is there that carries the mark.</summary>
internal sealed class CloudEyes : IDisposable
{
    private readonly HttpClient http = new();
    private readonly Dictionary<string, string> endpoints = new(StringComparer.Ordinal);

    public static async Task<CloudEyes> OpenAsync(CloudUnderTest cloud, string user = "nfv", string? project = null)
    {
        var eyes = new CloudEyes();
        var request = new JsonObject
        {
            ["auth"] = new JsonObject
            {
                ["identity"] = new JsonObject
                {
                    ["methods"] = new JsonArray("password"),
                    ["password"] = new JsonObject { ["user"] = new JsonObject { ["name"] = user, ["domain"] = new JsonObject { ["name"] = "Default" }, ["password"] = ShapedCloud.Password } },
                },
                ["scope"] = new JsonObject { ["project"] = new JsonObject { ["name"] = project ?? user, ["domain"] = new JsonObject { ["name"] = "Default" } } },
            },
        };
        using var body = new StringContent(request.ToJsonString(), System.Text.Encoding.UTF8, "application/json"); // with a length: uWSGI takes no chunks
        using var answer = await eyes.http.PostAsync(cloud.AuthUrl.TrimEnd('/') + "/auth/tokens", body);
        answer.EnsureSuccessStatusCode();
        eyes.http.DefaultRequestHeaders.Add("X-Auth-Token", answer.Headers.GetValues("X-Subject-Token").Single());
        eyes.http.DefaultRequestHeaders.Add("X-OpenStack-Nova-API-Version", "2.79");
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
        eyes.ProjectId = (string)token["project"]!["id"]!;
        eyes.UserId = (string)token["user"]!["id"]!;
        foreach (var entry in token["catalog"]!.AsArray())
        {
            var url = entry!["endpoints"]!.AsArray().First(e => (string?)e!["interface"] == "public")!["url"];
            eyes.endpoints[(string)entry["type"]!] = ((string)url!).TrimEnd('/');
        }
        return eyes;
    }

    public string Endpoint(string type) => endpoints[type];

    /// <summary>Identifier of the project it looks at.</summary>
    public string ProjectId { get; private set; } = "";

    /// <summary>Identifier of the user it looks as.</summary>
    public string UserId { get; private set; } = "";

    /// <summary>Any request; the answer's object, null without one.</summary>
    public async Task<JsonObject?> SendAsync(HttpMethod method, string type, string path, JsonObject? body = null)
    {
        using var request = Request(method, type, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        }
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>All members of a list.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string type, string path, string member)
    {
        using var request = Request(HttpMethod.Get, type, path);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<JsonObject>())![member]!.AsArray().Select(static m => m!.AsObject())];
    }

    /// <summary>Kind and name of everything that carries the mark of an account.</summary>
    public async Task<IReadOnlyList<string>> MarkedAsync(string keyPart)
    {
        var found = new List<string>();
        bool Described(JsonObject o) => ((string?)o["description"])?.StartsWith("nfv:", StringComparison.Ordinal) == true && ((string)o["description"]!).Contains(keyPart, StringComparison.Ordinal);
        foreach (var kind in new[] { "network", "subnet", "port", "security_group" })
        {
            var path = $"/v2.0/{kind.Replace('_', '-')}s";
            found.AddRange((await ListAsync("network", path, kind + "s")).Where(Described).Select(o => $"{kind} {(string?)o["name"]}"));
        }
        // Nova shows a server as DELETED for a moment before it forgets it: it is gone.
        found.AddRange((await ListAsync("compute", "/servers/detail", "servers")).Where(s => (string?)s["status"] != "DELETED" && ((string?)s["metadata"]?["nfv.key"])?.Contains(keyPart, StringComparison.Ordinal) == true).Select(s => $"server {(string?)s["name"]}"));
        found.AddRange((await ListAsync("compute", "/os-server-groups", "server_groups")).Where(g => ((string)g["name"]!).StartsWith("nfv:", StringComparison.Ordinal) && ((string)g["name"]!).Contains(keyPart, StringComparison.Ordinal)).Select(g => $"server group {(string?)g["name"]}"));
        found.AddRange((await ListAsync("image", "/v2/images", "images")).Where(i => ((string?)i["nfv_key"])?.Contains(keyPart, StringComparison.Ordinal) == true).Select(i => $"image {(string?)i["name"]}"));
        if (endpoints.ContainsKey("volumev3"))
        {
            found.AddRange((await ListAsync("volumev3", "/volumes/detail", "volumes")).Where(v => ((string?)v["metadata"]?["nfv.key"])?.Contains(keyPart, StringComparison.Ordinal) == true).Select(v => $"volume {(string?)v["name"]}"));
        }
        return found;
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string type, string path)
    {
        var request = new HttpRequestMessage(method, endpoints[type] + path);
        if (type == "placement")
        {
            request.Headers.Add("OpenStack-API-Version", "placement 1.39"); // Cinder refuses the version of another service
        }
        else if (path.StartsWith("/attachments", StringComparison.Ordinal))
        {
            request.Headers.Add("OpenStack-API-Version", "volume 3.27");
        }
        return request;
    }
}
