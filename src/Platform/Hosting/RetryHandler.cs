using System.Net;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Time-outs for every attempt, retries for requests that are safe to repeat, and one exception type for "the other side is not there".</summary>
internal sealed partial class RetryHandler : DelegatingHandler
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);
    private readonly string name;
    private readonly NfvHttpClientOptions options;
    private readonly ResiliencePipeline<HttpResponseMessage> retries;

    public RetryHandler(string name, NfvHttpClientOptions options, TimeProvider clock, ILogger logger)
    {
        this.name = name;
        this.options = options;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutException>()
                    .HandleResult(r => r.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout),
                DelayGenerator = a => ValueTask.FromResult(RetryAfter(a.Outcome.Result, clock)),
                OnRetry = a =>
                {
                    Log.Retrying(logger, name, a.AttemptNumber + 1, a.RetryDelay.TotalMilliseconds, a.Outcome.Exception?.Message ?? $"HTTP {(int?)a.Outcome.Result?.StatusCode}");
                    a.Outcome.Result?.Dispose();
                    return default;
                },
            });
        }
        retries = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var repeatable = IsRepeatable(request);
        try
        {
            return repeatable
                ? await retries.ExecuteAsync((r, ct) => new ValueTask<HttpResponseMessage>(AttemptAsync(r, ct)), request, cancellationToken)
                : await AttemptAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            var sent = repeatable
                ? $"It was tried {options.Retries + 1} times; repeating it is safe."
                : "It was sent once, and whether the service did it is unknown: look at the resource before repeating.";
            throw new ServiceUnavailableException($"{name} did not answer {request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)}: {e.Message} {sent} Check that {name} is running and reachable.", e);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.AttemptTimeout);
        try
        {
            return await base.SendAsync(request, limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {options.AttemptTimeout.TotalSeconds:0.#} s.", e);
        }
    }

    // A streamed body can be read once only.
    internal static bool IsReplayable(HttpContent? content) => content is null or ByteArrayContent or System.Net.Http.Json.JsonContent;

    private static bool IsRepeatable(HttpRequestMessage request)
        => IsReplayable(request.Content)
            && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options
                || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete || request.Headers.Contains("Idempotency-Key"));

    private static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider clock)
    {
        if (response?.Headers.RetryAfter is not { } header)
        {
            return null;
        }
        var wait = header.Delta ?? (header.Date - clock.GetUtcNow()) ?? TimeSpan.Zero;
        return wait <= TimeSpan.Zero ? null : wait < LongestRetryAfter ? wait : LongestRetryAfter;
    }

    private static partial class Log
    {
        [LoggerMessage(2401, LogLevel.Information, "Call to {Service} is repeated (repetition {Number}) in {Milliseconds:0} ms: {Reason}")]
        public static partial void Retrying(ILogger logger, string service, int number, double milliseconds, string reason);
    }
}
