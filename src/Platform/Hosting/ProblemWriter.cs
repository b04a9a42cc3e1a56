using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Writes the error body of the SOL APIs (SOL013 §6.3) from places that have no endpoint: authentication, routing, the exception handler.</summary>
public static class ProblemWriter
{
    /// <summary>Sets the status and writes a problem; only the status when the answer has already begun.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string title, string detail)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            return;
        }
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        var problem = new ProblemDetails { Title = title, Status = status, Detail = detail, Instance = context.Request.Path };
        if (Activity.Current?.TraceId.ToHexString() is { } trace)
        {
            problem = problem.With("traceId", trace);
        }
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJsonContext.Default.ProblemDetails), context.RequestAborted);
        }
    }
}
