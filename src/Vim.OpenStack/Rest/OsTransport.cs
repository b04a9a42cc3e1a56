using System.Diagnostics;
using System.Globalization;
using System.Security.Authentication;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using Polly.CircuitBreaker;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>
/// Sends single requests for one account: a lane for each service within the bound of the account (<see cref="OsLane"/>), a time-out for each request, a trace. It knows nothing of tokens.
/// What cannot be sent or is not answered is a <see cref="VimException"/>; every answer, also a refusal, is returned.
/// </summary>
internal sealed class OsTransport
{
    private const int MaxAnswerBytes = 64 * 1024 * 1024;
    private static readonly ActivitySource Source = new("NfvOrchestrator.Vim.OpenStack");
    private const string RequestIdHeader = "X-OpenStack-Request-ID";
    private readonly HttpClient http;
    private readonly string account;
    private readonly OpenStackOptions options;
    private readonly TimeProvider time;
    private readonly OsLane[] lanes;
    private long calls;
    private long ticksInCloud;

    public OsTransport(HttpClient http, string account, OpenStackOptions options, TimeProvider time, ILogger logger)
    {
        this.http = http;
        this.account = account;
        this.options = options;
        this.time = time;
        var common = new AdaptiveLimiter(options.MaxConcurrency);
        lanes = [.. Enum.GetValues<OsService>().Select(service => new OsLane(service, account, options, OsLane.IsCommon(service) ? common : null, time, logger))];
    }

    /// <summary>Requests sent so far, repetitions included, and the time spent waiting for their answers.</summary>
    public (long Calls, TimeSpan InCloud) Counters => (Interlocked.Read(ref calls), TimeSpan.FromTicks(Interlocked.Read(ref ticksInCloud)));

    /// <summary>Requests to a service that may run at the same time now.</summary>
    public int WidthOf(OsService service) => lanes[(int)service].Width;

    /// <summary>Whether a request certainly did not leave.</summary>
    public static bool WasNotSent(HttpRequestException broken) => broken.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    public async Task<OsAnswer> SendAsync(OsCall call, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity($"{call.Service.Program()} {call.Method}", ActivityKind.Client);
        activity?.SetTag("nfv.vim.account", account);
        activity?.SetTag("url.path", call.Path.Split('?')[0]);
        activity?.SetTag("nfv.vim.resource", call.Key);
        try
        {
            var answer = await lanes[(int)call.Service].SendAsync(call, token => AttemptAsync(call, make, token), cancellationToken);
            activity?.SetTag("http.response.status_code", answer.Status);
            return answer;
        }
        catch (BrokenCircuitException open)
        {
            throw Failure(VimErrorCause.UNREACHABLE, call, $"{call.Service.Program()} did not answer the last requests and is left alone for {(open.RetryAfter ?? options.BreakDuration).TotalSeconds:0.#} s. Nothing was sent. Check that it runs.", open);
        }
        catch (LateException late)
        {
            var effect = call.Method == HttpMethod.Get || call.Service == OsService.Identity ? "The same call later may succeed; check that it runs and is not overloaded." : "Whether it had an effect is not known; the same call again finds out.";
            throw Failure(VimErrorCause.TIMEOUT, call, $"{call.Service.Program()} did not answer {call.Method} {late.Url} within {options.LimitOf(call).TotalSeconds:0.#} s. {effect}", late, late.RequestId);
        }
        catch (HttpRequestException broken)
        {
            throw Unreachable(call, broken);
        }
    }

    private async ValueTask<OsAnswer> AttemptAsync(OsCall call, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        using var late = new CancellationTokenSource(options.LimitOf(call), time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var begin = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref calls);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await ReadAsync(call, response, limit.Token);
        }
        catch (OperationCanceledException unconnected) when (unconnected.InnerException is TimeoutException && !limit.IsCancellationRequested)
        {
            // .NET's way to say that ConnectTimeout is over, although it is no cancellation: nothing was sent.
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"no connection to {request.RequestUri!.Authority} within {OsHttpClients.ConnectTimeout.TotalSeconds:0.#} s", unconnected);
        }
        catch (OperationCanceledException canceled) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LateException(request.RequestUri!.GetLeftPart(UriPartial.Path), request.Headers.TryGetValues(RequestIdHeader, out var ids) ? ids.FirstOrDefault() : null, canceled);
        }
        catch (IOException cut)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"the answer was cut off: {cut.Message}", cut);
        }
        finally
        {
            Interlocked.Add(ref ticksInCloud, Stopwatch.GetElapsedTime(begin).Ticks);
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

    private VimException Unreachable(OsCall call, HttpRequestException broken)
    {
        var why = (broken.InnerException is { } inner and not OperationCanceledException ? $"{broken.Message} ({inner.Message})" : broken.Message).TrimEnd('.', ' ');
        if (broken.InnerException is AuthenticationException)
        {
            return new VimException(
                VimErrorCause.UNREACHABLE,
                $"{call.Service.Program()} of account '{account}' is not trusted: {why}. Give the certificate of its authority in the account's caBundle (PEM), or correct the host name in the URL. Nothing was sent.",
                retryable: false, call.Kind, call.Key, broken);
        }
        return Failure(VimErrorCause.UNREACHABLE, call, string.Create(CultureInfo.InvariantCulture, $"{call.Service.Program()} cannot be reached for {call.Method} {call.Path}: {why}. {(WasNotSent(broken) ? "Nothing was sent. " : "")}Check that it runs and that URL and network are right."), broken);
    }

    private VimException Failure(VimErrorCause cause, OsCall call, string message, Exception? inner, string? requestId = null) => new(
        new VimError
        {
            Cause = cause,
            Message = $"{message} (account '{account}'{(call.What is { } what ? $", to {what}" : "")})",
            Retryable = cause is VimErrorCause.UNREACHABLE or VimErrorCause.TIMEOUT,
            RequestId = requestId,
        },
        call.Kind, call.Key, inner);
}
