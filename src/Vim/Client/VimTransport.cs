using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Sol.Common;
using Polly;
using Polly.Retry;

namespace NfvOrchestrator.Vim;

/// <summary>Sends requests with a time-out per attempt and retries, and turns every failure into a <see cref="VimException"/>.</summary>
internal sealed class VimTransport
{
    private readonly HttpClient http;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline retry;

    public VimTransport(HttpClient http, VimClientOptions options, TimeProvider time)
    {
        this.http = http;
        this.time = time;
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Patience > TimeSpan.Zero)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RetryLaterException>(),
                MaxRetryAttempts = int.MaxValue, // patience ends it
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = static arguments =>
                    new ValueTask<TimeSpan?>(arguments.Outcome.Exception is RetryLaterException { After: { } after } ? after : null),
            });
        }

        retry = builder.Build();
        Options = options;
    }

    private VimClientOptions Options { get; }

    /// <summary>The answer when it is a success; everything else is thrown.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> request, TimeSpan timeout, bool repeatable, VimResourceKind? kind, string? key, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var attempts = 0;
        try
        {
            return repeatable ? await retry.ExecuteAsync(async token => await OnceAsync(token), cancellationToken) : await OnceAsync(cancellationToken);
        }
        catch (RetryLaterException failure)
        {
            throw GivenUp(failure.Failure, attempts, time.GetElapsedTime(start));
        }

        async Task<HttpResponseMessage> OnceAsync(CancellationToken token)
        {
            attempts++;
            try
            {
                return await AttemptAsync(request, timeout, kind, key, token);
            }
            catch (RetryLaterException failure) when (time.GetElapsedTime(start) >= Options.Patience)
            {
                throw GivenUp(failure.Failure, attempts, time.GetElapsedTime(start));
            }
        }
    }

    private static VimException GivenUp(VimException failure, int attempts, TimeSpan waited) => new(
        attempts == 1 ? failure.Error : failure.Error with { Message = string.Create(CultureInfo.InvariantCulture, $"{failure.Message} It was tried {attempts} times in {waited.TotalSeconds:0.#} s.") },
        failure.Kind, failure.ResourceKey, failure)
    {
        WaitedFor = waited,
    };

    /// <summary>Reads the body of a success.</summary>
    public async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(Options.AttemptTimeout);
            await using var body = await answer.Content.ReadAsStreamAsync(timeout.Token);
            return await JsonSerializer.DeserializeAsync(body, type, timeout.Token)
                ?? throw new VimException(VimErrorCause.INTERNAL, $"{Name(answer)} answered null instead of {typeof(T).Name}.");
        }
        catch (JsonException wrong)
        {
            throw new VimException(VimErrorCause.INTERNAL, $"{Name(answer)} answered something that is not a {typeof(T).Name}: {wrong.Message}", inner: wrong);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(Func<HttpRequestMessage> make, TimeSpan timeout, VimResourceKind? kind, string? key, CancellationToken cancellationToken)
    {
        using var request = make();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        HttpResponseMessage answer;
        try
        {
            // The whole body is read here, inside the retried attempt: an answer that is cut off is an answer that is lost.
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Later(VimErrorCause.TIMEOUT, $"{request.Method} {Url(request)} had no answer within {timeout.TotalSeconds:0.#} s. Whether it had an effect is not known; the same call again finds out.", kind, key, late);
        }
        catch (Exception broken) when (broken is HttpRequestException or ServiceUnavailableException or IOException or System.Net.Sockets.SocketException)
        {
            throw Later(VimErrorCause.UNREACHABLE, $"{request.Method} {Url(request)} failed: {Reason(broken)}. Check that the VIM adapter runs at {http.BaseAddress} and is reachable.", kind, key, broken);
        }

        if (answer.IsSuccessStatusCode) return answer;
        using (answer)
        {
            var failure = await FailureAsync(answer, kind, key, cancellationToken);
            throw failure.Cause is VimErrorCause.TRANSIENT or VimErrorCause.UNREACHABLE or VimErrorCause.TIMEOUT && failure.Retryable
                ? new RetryLaterException(failure, RetryAfter(answer))
                : failure;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer)
    {
        if (answer.Headers.RetryAfter?.Delta is not { } delta) return null;
        return delta > Options.MaxRetryDelay ? Options.MaxRetryDelay : delta;
    }

    private static async Task<VimException> FailureAsync(HttpResponseMessage answer, VimResourceKind? kind, string? key, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        ProblemDetails? problem = null;
        var text = "";
        if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
        {
            try
            {
                await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
                problem = await JsonSerializer.DeserializeAsync(body, ProblemJsonContext.Default.ProblemDetails, cancellationToken);
            }
            catch (JsonException)
            {
                text = " with a body that is not a ProblemDetails";
            }
        }

        if (problem is null)
        {
            var cause = VimStatus.ToCause(status);
            return new VimException(
                cause, $"{Name(answer)} answered {status} {answer.ReasonPhrase}{text}.",
                retryable: cause is VimErrorCause.TRANSIENT or VimErrorCause.UNREACHABLE or VimErrorCause.TIMEOUT, kind);
        }

        var error = VimProblem.ReadError(problem);
        return new VimException(error, kind, VimProblem.ReadKey(problem));
    }

    private static RetryLaterException Later(VimErrorCause cause, string message, VimResourceKind? kind, string? key, Exception inner) =>
        new(new VimException(cause, message, retryable: true, kind, key, inner), null);

    private static string Reason(Exception failure) => failure.InnerException is { } inner ? $"{failure.Message} ({inner.Message})" : failure.Message;

    private static string Name(HttpResponseMessage answer) => $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}";

    private string Url(HttpRequestMessage request) =>
        request.RequestUri is { IsAbsoluteUri: true } absolute ? absolute.ToString() : $"{http.BaseAddress?.ToString().TrimEnd('/')}{request.RequestUri}";

    /// <summary>A failure that the pipeline tries again.</summary>
    private sealed class RetryLaterException(VimException failure, TimeSpan? after) : Exception(failure.Message, failure)
    {
        public VimException Failure { get; } = failure;

        public TimeSpan? After { get; } = after;
    }
}
