using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Sol.Text;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>
/// The outermost layer: judges the length of the URI, cleans <c>//</c> in paths, names the version in every answer, turns exceptions into problems
/// (never a stack trace) and gives a body to bare error statuses of routing and authentication.
/// </summary>
internal sealed partial class SolProblemMiddleware(RequestDelegate next, SolApiRegistry registry, IOptions<SolOptions> options, ILogger<SolProblemMiddleware> logger)
{
    private readonly SolOptions settings = options.Value;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value;
        if (path is not null && path.Contains("//", StringComparison.Ordinal))
        {
            path = Collapse(path);
            request.Path = path;
        }

        var api = registry.Find(path);
        if (api is not null)
        {
            context.Response.Headers["Version"] = api.Newest;
        }

        if ((path?.Length ?? 0) + (request.QueryString.Value?.Length ?? 0) > settings.MaxUriLength)
        {
            await SolProblem.Of(StatusCodes.Status414UriTooLong, $"The path and query of a request are limited to {settings.MaxUriLength} characters.").ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; nobody reads an answer.
            Log.ClientGone(logger, request.Method, path);
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await Describe(context, exception, path).ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0)
        {
            await Bare(context, path).ExecuteAsync(context);
        }
    }

    internal static string Collapse(string path)
    {
        var buffer = new char[path.Length];
        var length = 0;
        foreach (var c in path)
        {
            if (c != '/' || length == 0 || buffer[length - 1] != '/')
            {
                buffer[length++] = c;
            }
        }

        return new string(buffer, 0, length);
    }

    private static SolProblem Bare(HttpContext context, string? path)
    {
        var request = context.Request;
        var detail = context.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => "A valid bearer token is needed; see the header 'WWW-Authenticate'.",
            StatusCodes.Status403Forbidden => $"The token does not allow {request.Method} {Clip.Text(path, 200)}.",
            StatusCodes.Status404NotFound => $"There is no resource at {Clip.Text(path, 200)}.",
            StatusCodes.Status405MethodNotAllowed => $"{request.Method} is not supported by {Clip.Text(path, 200)}; supported: {context.Response.Headers.Allow}.",
            var status => $"{request.Method} {Clip.Text(path, 200)} was answered with status {status}.",
        };
        return SolProblem.Of(context.Response.StatusCode, detail);
    }

    private SolProblem Describe(HttpContext context, Exception exception, string? path)
    {
        switch (exception)
        {
            case SolProblemException known:
                if (known.Problem.Problem.Status >= 500)
                {
                    Log.Failed(logger, exception, context.Request.Method, path, known.Problem.Problem.Status);
                }

                return known.Problem;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return SolProblem.Of(StatusCodes.Status413PayloadTooLarge, "The request body is larger than this endpoint takes.");
            case BadHttpRequestException { InnerException: JsonException json }:
                return SolBody.Malformed(json);
            case BadHttpRequestException bad:
                return SolProblem.Of(bad.StatusCode, bad.Message);
            case JsonException json when json.LineNumber is not null:
                return SolBody.Malformed(json);
            default:
                var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
                Log.Unexpected(logger, exception, context.Request.Method, path, trace);
                return SolProblem.Internal($"An unexpected error occurred in the service. Its log has the cause under the trace id {trace}.").With("traceId", trace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Method} {Path}: the client closed the connection before the answer")]
        public static partial void ClientGone(ILogger logger, string method, string? path);

        [LoggerMessage(2, LogLevel.Error, "{Method} {Path} failed with status {Status}")]
        public static partial void Failed(ILogger logger, Exception exception, string method, string? path, int status);

        [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed unexpectedly (trace {Trace})")]
        public static partial void Unexpected(ILogger logger, Exception exception, string method, string? path, string trace);
    }
}
