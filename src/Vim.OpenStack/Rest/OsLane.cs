using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>
/// How one service of one account is asked: its own adaptive bound within that of the account, repetition where it is harmless, its own circuit breaker. A service that hangs or is overloaded thus holds up nobody who
/// asks another one.
/// </summary>
internal sealed partial class OsLane
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);
    private static readonly ResiliencePropertyKey<OsCall> CallKey = new("nfv.openstack.call");
    private static readonly ResiliencePropertyKey<long> BeginKey = new("nfv.openstack.begin");
    private readonly OsService service;
    private readonly string account;
    private readonly OpenStackOptions options;
    private readonly AdaptiveLimiter own;
    private readonly AdaptiveLimiter? common;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<OsAnswer> repeating;
    private readonly ResiliencePipeline<OsAnswer> breaking;

    /// <param name="service">The service.</param>
    /// <param name="account">Identifier of the account.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="common">Bound of the whole account; null: this service does not count in it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where repetitions and the state of the breaker are told.</param>
    public OsLane(OsService service, string account, OpenStackOptions options, AdaptiveLimiter? common, TimeProvider time, ILogger logger)
    {
        this.service = service;
        this.account = account;
        this.options = options;
        this.common = common;
        this.time = time;
        own = new AdaptiveLimiter(WidthOf(service, options));
        repeating = Repeating(logger);
        breaking = Breaking(logger);
    }

    /// <summary>Requests that may run at the same time now.</summary>
    public int Width => own.Limit;

    /// <summary>Whether a service counts in the bound of the account. Telemetry does not, nor does Keystone, which is asked once for all and without which nothing goes on.</summary>
    public static bool IsCommon(OsService service) => service is not (OsService.Metric or OsService.Identity);

    /// <summary>Sends, in turn, what <paramref name="attempt"/> sends; what it throws is thrown when it is not worth a repetition.</summary>
    public async Task<OsAnswer> SendAsync(OsCall call, Func<CancellationToken, ValueTask<OsAnswer>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, call);
        context.Properties.Set(BeginKey, time.GetTimestamp());
        try
        {
            return await repeating.ExecuteAsync(static (context, state) => state.Self.TurnAsync(state.Attempt, context), context, (Self: this, Attempt: attempt));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>A service has three quarters of the account at most, so that one that hangs leaves places for the others; Gnocchi an eighth of its own.</summary>
    private static int WidthOf(OsService service, OpenStackOptions options) => Math.Max(1, service == OsService.Metric ? options.MaxConcurrency / 8 : options.MaxConcurrency * 3 / 4);

    /// <summary>Waits for its turn, then asks unless the breaker is open: whoever waited behind requests that had no answer is told so at once instead of waiting for the same.</summary>
    private async ValueTask<OsAnswer> TurnAsync(Func<CancellationToken, ValueTask<OsAnswer>> attempt, ResilienceContext context)
    {
        await own.EnterAsync(context.CancellationToken);
        bool? overloaded = null;
        try
        {
            if (common is not null)
            {
                await common.EnterAsync(context.CancellationToken);
            }
            try
            {
                var answer = await breaking.ExecuteAsync(static (context, attempt) => attempt(context.CancellationToken), context, attempt);
                overloaded = answer.Status is 429 or 503 || (answer.Status == 413 && answer.RetryAfter is not null);
                return answer;
            }
            catch (LateException)
            {
                overloaded = true;
                throw;
            }
            finally
            {
                common?.Leave(null);
            }
        }
        finally
        {
            own.Leave(overloaded);
        }
    }

    private ResiliencePipeline<OsAnswer> Repeating(ILogger logger)
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
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Context.Properties.TryGetValue(CallKey, out var call) && MayRepeat(call, arguments.Outcome) && IsEarly(call, arguments.Context)),
                DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter is { } wait ? wait < LongestRetryAfter ? wait : LongestRetryAfter : (TimeSpan?)null),
                OnRetry = arguments =>
                {
                    Log.Repeated(logger, account, service, arguments.AttemptNumber + 1, arguments.RetryDelay.TotalMilliseconds, arguments.Outcome.Exception?.Message ?? $"HTTP {arguments.Outcome.Result?.Status}");
                    return default;
                },
            });
        }
        return builder.Build();
    }

    private ResiliencePipeline<OsAnswer> Breaking(ILogger logger) => new ResiliencePipelineBuilder<OsAnswer> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<OsAnswer>
        {
            FailureRatio = 0.9,
            // More than one call with its repetitions, or a restart of the service would look like its end; few, as somebody waits the whole time-out for each of them.
            MinimumThroughput = Math.Max(5, options.Retries + 2),
            // As long as a time-out: the failures of a service that hangs are that far apart when few ask it.
            SamplingDuration = options.RequestTimeout > TimeSpan.FromSeconds(10) ? options.RequestTimeout : TimeSpan.FromSeconds(10),
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
        })
        .Build();

    /// <summary>No repetition begins after the time that one request has: whoever waits for the answer does not wait for ever.</summary>
    private bool IsEarly(OsCall call, ResilienceContext context) =>
        !context.Properties.TryGetValue(BeginKey, out var begin) || time.GetElapsedTime(begin) < options.LimitOf(call);

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
        return outcome.Exception is HttpRequestException broken && (call.IsRepeatable || OsTransport.WasNotSent(broken)) && broken.InnerException is not System.Security.Authentication.AuthenticationException;
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
