using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Answers of a cloud without a network, each as the test wants it and when it wants it, on a clock that the test moves. <c>http://keystone</c>, <c>http://nova</c> …: a host for each service.</summary>
internal sealed class StubCloud : HttpMessageHandler
{
    public const string Versions = """{"version":{"id":"v2.1","version":"2.90","max_version":"2.90","status":"CURRENT"}}""";
    private readonly ConcurrentQueue<string> asked = new();
    private int tokens;

    public ManualTimeProvider Time { get; } = new();

    /// <summary>Everything that was asked: method, URL, token.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>How long a token lives.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What is answered; null: what a cloud that is well answers.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage?>> Play { get; set; } = static (_, _) => Task.FromResult<HttpResponseMessage?>(null);

    public static HttpResponseMessage Answer(int status, string body = "{}") => new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>A service that takes a request and says nothing.</summary>
    public static async Task<HttpResponseMessage?> SilenceAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return null;
    }

    public int Count(string beginning) => asked.Count(a => a.StartsWith(beginning, StringComparison.Ordinal));

    public OsConnection Connect(Action<OpenStackOptions>? configure = null)
    {
        var options = new OpenStackOptions { Retries = 0 };
        configure?.Invoke(options);
        var settings = new OpenStackAccountSettings { Id = "os", AuthUrl = "http://keystone/v3", UserName = "u", Password = "p", Project = "p" };
        return new OsConnection(settings, new HttpClient(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }, options, Time, NullLogger.Instance);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        asked.Enqueue($"{request.Method} {request.RequestUri} {(request.Headers.TryGetValues("X-Auth-Token", out var token) ? token.First() : "")}");
        var answer = await Play(request, cancellationToken) ?? Well(request);
        answer.RequestMessage = request;
        return answer;
    }

    private HttpResponseMessage Well(HttpRequestMessage request)
    {
        if (request.RequestUri!.Host != "keystone")
        {
            return Answer(200, request.RequestUri.AbsolutePath == "/" ? Versions : "{}");
        }
        var now = Time.GetUtcNow();
        var catalogue = string.Join(',', new[] { ("compute", "nova"), ("network", "neutron"), ("image", "glance"), ("metric", "gnocchi") }.Select(static s => $$"""{"type":"{{s.Item1}}","endpoints":[{"interface":"public","region":"R","url":"http://{{s.Item2}}"}]}"""));
        var answer = Answer(201, $$"""{"token":{"issued_at":"{{now:O}}","expires_at":"{{now + TokenLife:O}}","project":{"id":"p","name":"p"},"roles":[],"catalog":[{{catalogue}}]} }""");
        answer.Headers.Add("X-Subject-Token", "token-" + Interlocked.Increment(ref tokens).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return answer;
    }
}
