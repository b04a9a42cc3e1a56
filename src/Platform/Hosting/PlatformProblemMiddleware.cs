using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>
/// Puts the platform's exceptions into words a caller can act on. Everything else passes on to the outermost middleware of the SOL013 conventions.
/// </summary>
internal sealed partial class PlatformProblemMiddleware(RequestDelegate next, ILogger<PlatformProblemMiddleware> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && Translate(context, e) is { } problem)
        {
            await problem.ExecuteAsync(context);
        }
    }

    private SolProblem? Translate(HttpContext context, Exception exception)
    {
        var (method, path) = (context.Request.Method, context.Request.Path);
        switch (exception)
        {
            case TenantRequiredException:
                return SolProblem.Forbidden(exception.Message);
            case StoreConflictException:
                Log.Conflict(logger, method, path, exception);
                return SolProblem.Conflict("Another request changed the same resource at the same time; nothing of this request was stored. Read the resource again and repeat the request.");
            case StoreUnavailableException:
                Log.StoreUnavailable(logger, method, path, exception);
                return SolProblem.Unavailable(
                    "The database of this service did not answer; whether the request was stored is unknown. Repeat it with the same Idempotency-Key. /health/ready tells when the service is back.", RetryAfter);
            case ServiceUnavailableException:
                Log.PeerUnavailable(logger, method, path, exception.Message, exception);
                return SolProblem.Unavailable(exception.Message, RetryAfter);
            default:
                return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2302, LogLevel.Error, "{Method} {Path} was answered with 503: the database did not answer.")]
        public static partial void StoreUnavailable(ILogger logger, string method, string path, Exception exception);

        [LoggerMessage(2303, LogLevel.Warning, "{Method} {Path} was answered with 503: {Reason}")]
        public static partial void PeerUnavailable(ILogger logger, string method, string path, string reason, Exception exception);

        [LoggerMessage(2304, LogLevel.Information, "{Method} {Path} was answered with 409: a concurrent write won.")]
        public static partial void Conflict(ILogger logger, string method, string path, Exception exception);
    }
}
