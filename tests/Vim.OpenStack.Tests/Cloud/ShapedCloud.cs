using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>
/// A server with the shape of an OpenStack: Keystone, Nova, Neutron, Glance, Cinder and Placement answer as <c>api-behaviour.md</c> and the real lab do, with projects, quotas, tokens, microversions, asynchronous
/// servers and faults. It knows nothing of the adapter; the suite that runs against it runs against the real one, too.
/// </summary>
internal sealed partial class ShapedCloud : IAsyncDisposable
{
    public const string Password = "lab-secret";

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, (string Project, bool Admin)> tokens = new(StringComparer.Ordinal);
    private readonly List<CloudFault> faults = [];
    private readonly ConcurrentQueue<CloudRequest> requests = new();
    private WebApplication app = null!;

    /// <summary>Root; services are below it.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Keystone.</summary>
    public string AuthUrl => Url + "/identity/v3";

    /// <summary>How long a server is built.</summary>
    public TimeSpan BuildTime { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>How long a token lives.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Servers a project may have.</summary>
    public int ServerQuota { get; set; } = 10_000;

    /// <summary>Highest microversion of Nova.</summary>
    public string NovaVersion { get; set; } = "2.93";

    /// <summary>Whether the catalogue has Cinder.</summary>
    public bool HasCinder { get; set; } = true;

    /// <summary>Whether the catalogue has Gnocchi.</summary>
    public bool HasGnocchi { get; set; }

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyCollection<CloudRequest> Requests => requests;

    /// <param name="certificate">What it shows who connects by HTTPS; null: HTTP.</param>
    public static async Task<ShapedCloud> StartAsync(X509Certificate2? certificate = null)
    {
        var cloud = new ShapedCloud();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(o =>
        {
            o.Limits.MaxRequestBodySize = null;
            o.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Logging.ClearProviders();
        cloud.app = builder.Build();
        cloud.app.Run(cloud.HandleAsync);
        await cloud.app.StartAsync();
        cloud.Url = cloud.app.Urls.First();
        return cloud;
    }

    /// <summary>Makes matching requests fail, be slow, or be carried out and not answered.</summary>
    public CloudFault Break(CloudFault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
        return fault;
    }

    /// <summary>Ends all faults.</summary>
    public void Mend()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    /// <summary>All tokens are invalid, as after a Keystone that lost its keys.</summary>
    public void RevokeTokens() => tokens.Clear();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var method = http.Request.Method;
        requests.Enqueue(new CloudRequest(method, path, http.Request.QueryString.Value ?? "", DateTimeOffset.UtcNow));
        var requestId = $"req-{Guid.NewGuid()}";
        http.Response.Headers["x-openstack-request-id"] = requestId;
        http.Response.Headers.Date = DateTimeOffset.UtcNow.ToString("R");
        var fault = Match(method, path);
        if (fault is { Status: > 0, AfterProcessing: false })
        {
            if (fault.RetryAfter is { } wait)
            {
                http.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            await WriteAsync(http, new CloudAnswer(fault.Status, fault.Body));
            return;
        }
        if (fault is { Before: { } before })
        {
            await before.WaitAsync(http.RequestAborted);
        }
        CloudAnswer answer;
        try
        {
            answer = await RouteAsync(http, path, requestId);
        }
        catch (CloudRefusal refusal)
        {
            answer = refusal.Answer;
        }
        if (fault is { Delay: { } delay })
        {
            await Task.Delay(delay, http.RequestAborted);
        }
        if (fault is { Until: { } until })
        {
            await until.WaitAsync(http.RequestAborted);
        }
        if (fault is { AfterProcessing: true })
        {
            http.Abort();
            return;
        }
        await WriteAsync(http, answer);
    }

    private async Task<CloudAnswer> RouteAsync(HttpContext http, string path, string requestId)
    {
        var slash = path.IndexOf('/', 1);
        var (service, rest) = slash < 0 ? (path[1..], "") : (path[1..slash], path[(slash + 1)..]);
        if (service == "identity")
        {
            return Identity(await JsonAsync(http), rest, http);
        }
        if (service is not ("compute" or "network" or "image" or "volume" or "placement" or "metric"))
        {
            return new CloudAnswer(404, "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>");
        }
        if (!tokens.TryGetValue(http.Request.Headers["X-Auth-Token"].ToString(), out var caller))
        {
            return new CloudAnswer(401, """{"error":{"code":401,"title":"Unauthorized","message":"The request you have made requires authentication."}}""");
        }
        if (service == "image" && rest.EndsWith("/file", StringComparison.Ordinal))
        {
            return await ImageFileAsync(http, rest.Split('/')[2]);
        }
        var given = await NodeAsync(http);
        var call = new CloudCall(http.Request.Method, rest.TrimEnd('/'), http.Request.Query, given as JsonObject, caller.Project, caller.Admin, http.Request.Headers["X-OpenStack-Nova-API-Version"].ToString()) { Patch = given as JsonArray, RequestId = requestId };
        lock (gate)
        {
            return service switch
            {
                "compute" => Compute(call),
                "network" => Network(call),
                "image" => Image(call),
                "volume" => Volume(call),
                "placement" => Placement(call),
                "metric" => Metric(call),
                _ => new CloudAnswer(404, "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"),
            };
        }
    }

    private CloudFault? Match(string method, string path)
    {
        lock (gate)
        {
            var found = faults.Find(f => f.Left != 0 && (f.Method is null || f.Method == method) && path.Contains(f.Path, StringComparison.Ordinal));
            if (found is { Left: > 0 })
            {
                found.Left--;
            }
            if (found is not null)
            {
                found.Played++;
            }
            return found;
        }
    }

    private static async Task<JsonObject?> JsonAsync(HttpContext http) => await NodeAsync(http) as JsonObject;

    private static async Task<JsonNode?> NodeAsync(HttpContext http)
    {
        if (http.Request.ContentLength is null or 0 && http.Request.Headers.TransferEncoding.Count == 0)
        {
            return null;
        }
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static async Task WriteAsync(HttpContext http, CloudAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        if (answer.Location is not null)
        {
            http.Response.Headers.Location = answer.Location;
        }
        if (answer.Text is { Length: > 0 } text && answer.Status is not (204 or 304))
        {
            http.Response.ContentType = text[0] == '<' ? "text/html" : "application/json";
            await http.Response.WriteAsync(text);
        }
    }
}
