using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace NfvOrchestrator.Conformance;

/// <summary>
/// Listens to every request that a service of this process answers, those between the services too (grants, VNF LCM of the NFVO), by the diagnostic events of the server.
/// </summary>
public sealed class ExchangeRecorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Start = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";
    private static readonly string[] Roots = ["/vnflcm/", "/grant/", "/nslcm/", "/nsd/", "/vnfpkgm/", "/capacity/", "/nfvo-ext/", "/platform/", "/vnfm-ext/", "/assurance/", "/vim/", "/simulator/", "/sdn/"];

    private readonly List<IDisposable> subscriptions = [];

    public ExchangeRecorder() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>What was heard so far.</summary>
    public ConcurrentQueue<RecordedExchange> Exchanges { get; } = new();

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.AspNetCore")
        {
            subscriptions.Add(value.Subscribe(this, static name => name.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal)));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != Start || value.Value is not HttpContext context || !Roots.Any(r => context.Request.Path.StartsWithSegments(r.TrimEnd('/'), StringComparison.Ordinal)))
        {
            return;
        }
        if (context.Request.Path.Value!.EndsWith("_content", StringComparison.Ordinal))
        {
            return; // packages are large, and not JSON
        }
        var request = new MemoryStream();
        var response = new MemoryStream();
        context.Request.Body = new TeeStream(context.Request.Body, request);
        var feature = new StreamResponseBodyFeature(new TeeStream(context.Response.Body, response), context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        context.Features.Set<IHttpResponseBodyFeature>(feature);
        var method = context.Request.Method;
        context.Response.OnCompleted(() =>
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            var headers = context.Response.Headers.ToDictionary(h => h.Key, h => (IEnumerable<string>)[.. h.Value.OfType<string>()], StringComparer.OrdinalIgnoreCase);
            var operation = $"{method} {MappedOperation.Normal(route ?? context.Request.Path.Value!)}";
            Exchanges.Enqueue(new RecordedExchange(operation, request.ToArray(), new Answer(operation, context.Response.StatusCode, headers, response.ToArray())));
            return Task.CompletedTask;
        });
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(s => s.Dispose());
}
