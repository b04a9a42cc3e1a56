using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>
/// The outermost net: whatever nobody nearer answered becomes a problem that says what to do, never a stack trace. Also gives error answers without a body
/// (unknown path, wrong method) one, and makes the request's tenant the ambient one for outgoing calls.
/// </summary>
internal sealed partial class PlatformProblemMiddleware(RequestDelegate next, ILogger<PlatformProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            var response = context.Response;
            if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && (response.ContentLength ?? 0) == 0)
            {
                var (title, detail) = Bodyless(context);
                await ProblemWriter.WriteAsync(context, response.StatusCode, title, detail);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody reads an answer.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var headers = context.Response.Headers;
        foreach (var name in new[] { "ETag", "Location", "Link", "Content-Length", "Content-Range" })
        {
            headers.Remove(name);
        }
        switch (exception)
        {
            case BadHttpRequestException bad:
                var detail = bad.StatusCode switch
                {
                    StatusCodes.Status413PayloadTooLarge => "The request body is larger than this endpoint takes. Nothing was done.",
                    StatusCodes.Status415UnsupportedMediaType => "This endpoint does not take that Content-Type; send application/json (or what the API description names).",
                    _ => Root(bad),
                };
                await ProblemWriter.WriteAsync(context, bad.StatusCode, bad.StatusCode == 413 ? "Payload Too Large" : "Bad Request", detail);
                break;
            case TenantRequiredException:
                await ProblemWriter.WriteAsync(context, StatusCodes.Status403Forbidden, "No tenant", exception.Message);
                break;
            case StoreConflictException:
                Log.Conflict(logger, context.Request.Method, context.Request.Path, exception);
                await ProblemWriter.WriteAsync(context, StatusCodes.Status409Conflict, "Changed meanwhile", "Another request changed the same resource at the same time; nothing of this request was stored. Read the resource again and repeat the request.");
                break;
            case StoreUnavailableException:
                Log.StoreUnavailable(logger, context.Request.Method, context.Request.Path, exception);
                headers.RetryAfter = "5";
                await ProblemWriter.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Database not available", "The database of this service did not answer; whether the request was stored is unknown. Repeat it with the same Idempotency-Key. /health/ready tells when the service is back.");
                break;
            case ServiceUnavailableException unavailable:
                Log.PeerUnavailable(logger, context.Request.Method, context.Request.Path, unavailable.Message, exception);
                headers.RetryAfter = "5";
                await ProblemWriter.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Service not available", unavailable.Message);
                break;
            default:
                Log.Unhandled(logger, context.Request.Method, context.Request.Path, exception);
                await ProblemWriter.WriteAsync(context, StatusCodes.Status500InternalServerError, "Internal Server Error", $"This is a fault of the service, not of the request. Report it with the trace id {Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier}; the log of the service has the details under it.");
                break;
        }
    }

    private static (string Title, string Detail) Bodyless(HttpContext context) => context.Response.StatusCode switch
    {
        404 => ("Not Found", $"There is nothing at {context.Request.Path}. Check the path and the ids in it."),
        405 => ("Method Not Allowed", $"{context.Request.Path} does not support {context.Request.Method}; supported: {context.Response.Headers.Allow}."),
        413 => ("Payload Too Large", "The request body is larger than this endpoint takes. Nothing was done."),
        415 => ("Unsupported Media Type", "This endpoint does not take that Content-Type; send application/json (or what the API description names)."),
        429 => ("Too Many Requests", "Too many requests at once. Wait as Retry-After says."),
        503 => ("Service Unavailable", "The service cannot answer now. Try again in a moment."),
        var status => (Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), $"The service refused {context.Request.Method} {context.Request.Path}."),
    };

    private static string Root(BadHttpRequestException bad) => bad.InnerException switch
    {
        JsonException json => $"The body is not the JSON this endpoint takes: {json.Message}",
        { } inner => $"{bad.Message} {inner.Message}",
        null => bad.Message,
    };

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Error, "{Method} {Path} failed through a fault of ours.")]
        public static partial void Unhandled(ILogger logger, string method, string path, Exception exception);

        [LoggerMessage(2302, LogLevel.Error, "{Method} {Path} was answered with 503: the database did not answer.")]
        public static partial void StoreUnavailable(ILogger logger, string method, string path, Exception exception);

        [LoggerMessage(2303, LogLevel.Warning, "{Method} {Path} was answered with 503: {Reason}")]
        public static partial void PeerUnavailable(ILogger logger, string method, string path, string reason, Exception exception);

        [LoggerMessage(2304, LogLevel.Information, "{Method} {Path} was answered with 409: a concurrent write won.")]
        public static partial void Conflict(ILogger logger, string method, string path, Exception exception);
    }
}
