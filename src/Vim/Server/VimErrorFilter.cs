using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Vim;

/// <summary>Turns the failures of a driver and wrong bodies into ProblemDetails; for adapters that serve endpoints of their own as well.</summary>
public sealed class VimErrorFilter : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (VimException failure)
        {
            if (failure.Retryable) context.HttpContext.Response.Headers.RetryAfter = "1";
            var status = failure.Cause == VimErrorCause.NOT_FOUND && HttpMethods.IsPut(context.HttpContext.Request.Method) && failure.ResourceKey is not null
                ? StatusCodes.Status422UnprocessableEntity // the thing put is not missing: something it refers to is
                : VimStatus.Of(failure.Cause);
            return Problem(VimProblem.From(failure, status));
        }
        catch (JsonException wrong)
        {
            return Problem(StatusCodes.Status400BadRequest, $"The body cannot be read at {wrong.Path ?? "$"}, line {wrong.LineNumber + 1}, position {wrong.BytePositionInLine}: {wrong.Message} Nothing was done.");
        }
        catch (NotSupportedException wrong) when (wrong.Source == "System.Text.Json")
        {
            return Problem(StatusCodes.Status400BadRequest, $"The body has no member 'kind' ({string.Join(", ", VimResourceKinds.All.Select(kind => kind.Token()))}), so that it cannot be read. Nothing was done.");
        }
        catch (BadHttpRequestException wrong)
        {
            return Problem(wrong.StatusCode, $"{wrong.Message} Nothing was done.");
        }
    }

    private static JsonHttpResult<ProblemDetails> Problem(int status, string detail) =>
        Problem(VimProblem.Of(new VimError { Cause = VimStatus.ToCause(status), Message = detail }, status, null, null));

    private static JsonHttpResult<ProblemDetails> Problem(ProblemDetails problem) =>
        TypedResults.Json(problem, ProblemJsonContext.Default.ProblemDetails, "application/problem+json", problem.Status);
}
