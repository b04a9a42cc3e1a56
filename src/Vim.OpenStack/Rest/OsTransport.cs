using System.Diagnostics;
using System.Globalization;
using System.Security.Authentication;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>
/// Sends single requests for one account: bounded and adaptive concurrency, a time-out for each, repetition where that is harmless, a circuit breaker per service, a trace. It knows nothing of tokens.
/// What cannot be sent or is not answered is a <see cref="VimException"/>; every answer, also a refusal, is returned.
/// </summary>
internal sealed partial class OsTransport
{
    private const int MaxAnswerBytes = 64 * 1024 * 1024;
    private static readonly ActivitySource Source = new("NfvOrchestrator.Vim.OpenStack");
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);
    private readonly HttpClient http;
    private readonly string account;
    private readonly OpenStackOptions options;
    private readonly AdaptiveLimiter limiter;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<OsAnswer>[] pipelines;
    private long calls;
    private long ticksInCloud;

    public OsTransport(HttpClient http, string account, OpenStackOptions options, TimeProvider time, ILogger logger)
    {
        this.http = http;
        this.account = account;
        this.options = options;
        this.time = time;
        limiter = new AdaptiveLimiter(options.MaxConcurrency);
        pipelines = [.. Enum.GetValues<OsService>().Select(service => Build(service, logger))];
    }

    /// <summary>Requests sent so far, repetitions included, and the time spent waiting for their answers.</summary>
    public (long Calls, TimeSpan InCloud) Counters => (Interlocked.Read(ref calls), TimeSpan.FromTicks(Interlocked.Read(ref ticksInCloud)));

    /// <summary>Requests that may run at the same time now.</summary>
    public int Width => limiter.Limit;

    public async Task<OsAnswer> SendAsync(OsCall call, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity($"{call.Service.Program()} {call.Method}", ActivityKind.Client);
        activity?.SetTag("nfv.vim.account", account);
        activity?.SetTag("nfv.vim.resource", call.Key);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            var answer = await pipelines[(int)call.Service].ExecuteAsync(
                static (context, state) => state.Self.AttemptAsync(state.Call, state.Make, context.CancellationToken), context, (Self: this, Call: call, Make: make));
            activity?.SetTag("http.response.status_code", answer.Status);
            return answer;
        }
        catch (BrokenCircuitException open)
        {
            throw Failure(VimErrorCause.UNREACHABLE, call, $"{call.Service.Program()} did not answer the last requests and is left alone for {(open.RetryAfter ?? options.BreakDuration).TotalSeconds:0.#} s. Nothing was sent. Check that it runs.", open);
        }
        catch (LateException late)
        {
            throw Failure(VimErrorCause.TIMEOUT, call, $"{call.Service.Program()} did not answer {call.Method} {late.Url} within {Limit(call).TotalSeconds:0.#} s. Whether it had an effect is not known; the same call again finds out.", late);
        }
        catch (HttpRequestException broken)
        {
            throw Unreachable(call, broken);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static readonly ResiliencePropertyKey<OsCall> CallKey = new("nfv.openstack.call");

    private ResiliencePipeline<OsAnswer> Build(OsService service, ILogger logger)
    {
        var builder = new ResiliencePipelineBuilder<OsAnswer> { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<OsAnswer>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                MaxDelay = TimeSpan.FromSeconds(10),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Context.Properties.TryGetValue(CallKey, out var call) && MayRepeat(call, arguments.Outcome)),
                DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter is { } wait ? wait < LongestRetryAfter ? wait : LongestRetryAfter : (TimeSpan?)null),
                OnRetry = arguments =>
                {
                    Log.Repeated(logger, account, service, arguments.AttemptNumber + 1, arguments.RetryDelay.TotalMilliseconds, arguments.Outcome.Exception?.Message ?? $"HTTP {arguments.Outcome.Result?.Status}");
                    return default;
                },
            });
        }
        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<OsAnswer>
        {
            FailureRatio = 0.9,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = options.BreakDuration,
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is HttpRequestException or LateException || arguments.Outcome.Result?.Status is 502 or 503 or 504),
            OnOpened = arguments =>
            {
                Log.Opened(logger, account, service, arguments.BreakDuration.TotalSeconds);
                return default;
            },
            OnClosed = _ =>
            {
                Log.Closed(logger, account, service);
                return default;
            },
        });
        return builder.Build();
    }

    /// <summary>Refused for load: always, as nothing was done. No or no good answer: where a repetition is harmless.</summary>
    private static bool MayRepeat(OsCall call, Outcome<OsAnswer> outcome)
    {
        if (call.Content is not null)
        {
            return false;
        }
        if (outcome.Result is { } answer)
        {
            return answer.Status == 429 || (answer.Status is 413 or 503 && answer.RetryAfter is not null) || (call.IsRepeatable && answer.Status is 502 or 503 or 504)
                || (call.Method == HttpMethod.Get && answer.Status == 500);
        }
        return outcome.Exception is HttpRequestException broken && (call.IsRepeatable || broken.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
            && broken.InnerException is not AuthenticationException;
    }

    private async ValueTask<OsAnswer> AttemptAsync(OsCall call, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        await limiter.EnterAsync(cancellationToken);
        var overloaded = false;
        var begin = 0L;
        try
        {
            using var request = make();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit(call));
            begin = Stopwatch.GetTimestamp();
            Interlocked.Increment(ref calls);
            try
            {
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                var answer = await ReadAsync(call, response, limit.Token);
                overloaded = answer.Status is 429 or 503 || (answer.Status == 413 && answer.RetryAfter is not null);
                return answer;
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                overloaded = true;
                throw new LateException(request.RequestUri!.GetLeftPart(UriPartial.Path), late);
            }
            catch (IOException cut)
            {
                throw new HttpRequestException(HttpRequestError.ResponseEnded, $"the answer was cut off: {cut.Message}", cut);
            }
        }
        finally
        {
            if (begin != 0)
            {
                Interlocked.Add(ref ticksInCloud, Stopwatch.GetElapsedTime(begin).Ticks);
            }
            limiter.Leave(overloaded);
        }
    }

    private async Task<OsAnswer> ReadAsync(OsCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > MaxAnswerBytes)
        {
            throw Failure(VimErrorCause.INTERNAL, call, $"{call.Service.Program()} answered {response.Content.Headers.ContentLength} bytes; {MaxAnswerBytes} are read at most.", null);
        }
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream((int)(response.Content.Headers.ContentLength ?? 4096));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxAnswerBytes)
            {
                throw Failure(VimErrorCause.INTERNAL, call, $"{call.Service.Program()} answered more than {MaxAnswerBytes} bytes, which are not read.", null);
            }
            body.Write(buffer, 0, read);
        }
        var headers = response.Headers;
        return new OsAnswer
        {
            Status = (int)response.StatusCode,
            Body = body.ToArray(),
            Method = call.Method,
            Url = response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path) ?? call.Path,
            ContentType = response.Content.Headers.ContentType?.MediaType,
            RequestId = Header("x-openstack-request-id") ?? Header("x-compute-request-id"),
            Location = headers.Location?.OriginalString,
            RetryAfter = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - time.GetUtcNow() is { } until && until > TimeSpan.Zero ? until : null),
            SubjectToken = Header("X-Subject-Token"),
            Date = headers.Date,
        };

        string? Header(string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
    }

    private TimeSpan Limit(OsCall call) => call.Timeout ?? options.RequestTimeout;

    private VimException Unreachable(OsCall call, HttpRequestException broken)
    {
        var why = broken.InnerException is { } inner ? $"{broken.Message} ({inner.Message})" : broken.Message;
        if (broken.InnerException is AuthenticationException)
        {
            return new VimException(
                VimErrorCause.UNREACHABLE,
                $"{call.Service.Program()} of account '{account}' is not trusted: {why} Give the certificate of its authority in the account's caBundle (PEM), or correct the host name in the URL. Nothing was sent.",
                retryable: false, call.Kind, call.Key, broken);
        }
        return Failure(VimErrorCause.UNREACHABLE, call, string.Create(CultureInfo.InvariantCulture, $"{call.Service.Program()} cannot be reached for {call.Method} {call.Path}: {why}. Check that it runs and that URL and network are right."), broken);
    }

    private VimException Failure(VimErrorCause cause, OsCall call, string message, Exception? inner) =>
        new(cause, $"{message} (account '{account}'{(call.What is { } what ? $", to {what}" : "")})", retryable: cause is VimErrorCause.UNREACHABLE or VimErrorCause.TIMEOUT, call.Kind, call.Key, inner);

    /// <summary>No answer in time.</summary>
    private sealed class LateException(string url, Exception inner) : Exception("no answer in time", inner)
    {
        public string Url { get; } = url;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "OpenStack account {Account}: a request to {Service} is repeated (repetition {Number}) in {Milliseconds:0} ms: {Reason}")]
        public static partial void Repeated(ILogger logger, string account, OsService service, int number, double milliseconds, string reason);

        [LoggerMessage(2, LogLevel.Warning, "OpenStack account {Account}: {Service} does not answer; it is left alone for {Seconds} s. Operations wait and fail temporarily.")]
        public static partial void Opened(ILogger logger, string account, OsService service, double seconds);

        [LoggerMessage(3, LogLevel.Information, "OpenStack account {Account}: {Service} answers again.")]
        public static partial void Closed(ILogger logger, string account, OsService service);
    }
}
