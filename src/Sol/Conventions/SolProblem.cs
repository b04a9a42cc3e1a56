using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>An error answer with a <see cref="ProblemDetails"/> body (SOL013 §6.3); return it from a handler, or throw it with <see cref="ToException"/>.</summary>
public sealed class SolProblem : IResult, IStatusCodeHttpResult, IContentTypeHttpResult, IValueHttpResult<ProblemDetails>
{
    /// <summary>Media type of the error body.</summary>
    public const string MediaType = "application/problem+json";

    private List<KeyValuePair<string, string>>? headers;

    /// <summary>Wraps a problem.</summary>
    public SolProblem(ProblemDetails problem) => Problem = problem;

    /// <summary>The body.</summary>
    public ProblemDetails Problem { get; private set; }

    /// <inheritdoc/>
    public int? StatusCode => Problem.Status;

    /// <inheritdoc/>
    public string ContentType => MediaType;

    ProblemDetails? IValueHttpResult<ProblemDetails>.Value => Problem;

    /// <summary>400: the request is malformed, or a query parameter is wrong or unknown.</summary>
    public static SolProblem BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    /// <summary>401: no token, or a token that is no longer valid; says how to authenticate.</summary>
    public static SolProblem Unauthorized(string detail, string challenge = "Bearer") =>
        Of(StatusCodes.Status401Unauthorized, detail).WithHeader("WWW-Authenticate", challenge);

    /// <summary>403: not allowed (also: the grant is refused).</summary>
    public static SolProblem Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, detail);

    /// <summary>404: no such resource.</summary>
    public static SolProblem NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    /// <summary>404: no resource of this kind with this identifier.</summary>
    public static SolProblem NotFound(string kind, string id) => NotFound($"There is no {kind} with the identifier '{id}'.");

    /// <summary>406: the version or media type asked for is not available.</summary>
    public static SolProblem NotAcceptable(string detail) => Of(StatusCodes.Status406NotAcceptable, detail);

    /// <summary>409: the state of the resource does not allow it now.</summary>
    public static SolProblem Conflict(string detail) => Of(StatusCodes.Status409Conflict, detail);

    /// <summary>412: If-Match or If-Unmodified-Since does not hold; the resource was changed by someone else.</summary>
    public static SolProblem PreconditionFailed(string detail) => Of(StatusCodes.Status412PreconditionFailed, detail);

    /// <summary>413: the body is larger than this endpoint takes.</summary>
    public static SolProblem TooLarge(long maxBytes) =>
        Of(StatusCodes.Status413PayloadTooLarge, $"The request body is larger than the {maxBytes} bytes this endpoint takes.");

    /// <summary>415: the body is of a media type this endpoint does not take.</summary>
    public static SolProblem UnsupportedMediaType(string detail) => Of(StatusCodes.Status415UnsupportedMediaType, detail);

    /// <summary>416: the range lies outside the content.</summary>
    public static SolProblem RangeNotSatisfiable(long length) =>
        Of(StatusCodes.Status416RangeNotSatisfiable, $"The range asked for lies outside the content, which has {length} bytes.")
            .WithHeader("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{length}"));

    /// <summary>422: well formed, but its content cannot be processed.</summary>
    public static SolProblem Unprocessable(string detail) => Of(StatusCodes.Status422UnprocessableEntity, detail);

    /// <summary>429: too many requests; try again after the time given.</summary>
    public static SolProblem TooManyRequests(string detail, TimeSpan retryAfter) => Of(StatusCodes.Status429TooManyRequests, detail).WithRetryAfter(retryAfter);

    /// <summary>500: a fault of ours.</summary>
    public static SolProblem Internal(string detail) => Of(StatusCodes.Status500InternalServerError, detail);

    /// <summary>503: overloaded or a part is down; try again after the time given.</summary>
    public static SolProblem Unavailable(string detail, TimeSpan retryAfter) => Of(StatusCodes.Status503ServiceUnavailable, detail).WithRetryAfter(retryAfter);

    /// <summary>504: something we depend on did not answer in time.</summary>
    public static SolProblem GatewayTimeout(string detail) => Of(StatusCodes.Status504GatewayTimeout, detail);

    /// <summary>A problem of any status, titled with the status's reason phrase.</summary>
    public static SolProblem Of(int status, string detail, string? title = null) =>
        new(new ProblemDetails { Status = status, Title = title ?? Reason(status), Detail = detail });

    /// <summary>Adds the header that says when to try again, in whole seconds, at least one.</summary>
    public SolProblem WithRetryAfter(TimeSpan delay) =>
        WithHeader("Retry-After", Math.Max(1, (long)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a response header.</summary>
    public SolProblem WithHeader(string name, string value)
    {
        (headers ??= []).Add(new(name, value));
        return this;
    }

    /// <summary>Adds a member to the body.</summary>
    public SolProblem With(string name, string value)
    {
        Problem = Problem.With(name, value);
        return this;
    }

    /// <summary>Sets the <c>instance</c> member, e.g. the operation occurrence that is in the way.</summary>
    public SolProblem About(string instance)
    {
        Problem = Problem with { Instance = instance };
        return this;
    }

    /// <summary>The same as an exception, for code that has no result to return.</summary>
    public SolProblemException ToException(Exception? inner = null) => new(this, inner);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Problem.Status;
        if (headers is not null)
        {
            foreach (var (name, value) in headers)
            {
                response.Headers[name] = value;
            }
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(Problem, Readable.ProblemDetails);
        response.ContentType = MediaType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    /// <summary>Quotes and angle brackets as they are: problems are read by people, and never part of a page.</summary>
    private static readonly ProblemJsonContext Readable = new(new JsonSerializerOptions(ProblemJsonContext.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    internal static string Reason(int status)
    {
        var phrase = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        return phrase.Length == 0 ? "Error" : phrase;
    }
}
