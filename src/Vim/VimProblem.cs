using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Vim;

/// <summary>A <see cref="VimError"/> inside a ProblemDetails: the extension members <c>cause</c>, <c>retryable</c>, <c>requestId</c>, <c>resourceKind</c>, <c>resourceKey</c>.</summary>
internal static class VimProblem
{
    public static ProblemDetails From(VimException failure, int status) => Of(failure.Error, status, failure.Kind, failure.ResourceKey);

    public static ProblemDetails Of(VimError error, int status, VimResourceKind? kind, string? key)
    {
        var extensions = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["cause"] = Text(error.Cause.ToString()),
            ["retryable"] = Text(error.Retryable ? "true" : "false"),
        };
        if (error.RequestId is { } request) extensions["requestId"] = Text(request);
        if (kind is { } known) extensions["resourceKind"] = Text(known.Token());
        if (key is not null) extensions["resourceKey"] = Text(key);
        return new ProblemDetails { Status = status, Title = Title(error.Cause), Detail = error.Message, Extensions = extensions };
    }

    public static VimError ReadError(ProblemDetails problem)
    {
        var known = Enum.TryParse<VimErrorCause>(Read(problem, "cause"), out var cause);
        if (!known) cause = VimStatus.ToCause(problem.Status);
        var retryable = Read(problem, "retryable") is { } told
            ? told == "true"
            : cause is VimErrorCause.TRANSIENT or VimErrorCause.UNREACHABLE or VimErrorCause.TIMEOUT;
        return new VimError { Cause = cause, Message = problem.Detail, RequestId = Read(problem, "requestId"), Retryable = retryable };
    }

    public static string? ReadKey(ProblemDetails problem) => Read(problem, "resourceKey");

    private static string? Read(ProblemDetails problem, string name) =>
        problem.Extensions is { } members && members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value, ProblemJsonContext.Default.String);

    private static string Title(VimErrorCause cause) => cause switch
    {
        VimErrorCause.INVALID_REQUEST => "The request is wrong",
        VimErrorCause.NOT_FOUND => "Not found",
        VimErrorCause.CONFLICT => "The state does not allow it",
        VimErrorCause.QUOTA_EXCEEDED => "Quota exceeded",
        VimErrorCause.NO_VALID_HOST => "No valid host",
        VimErrorCause.HOST_DOWN => "Host down",
        VimErrorCause.ADDRESS_UNAVAILABLE => "Address not available",
        VimErrorCause.UNAUTHORIZED => "The VIM refuses the credentials",
        VimErrorCause.TRANSIENT => "The VIM is busy",
        VimErrorCause.TIMEOUT => "The VIM did not answer in time",
        VimErrorCause.UNREACHABLE => "The VIM cannot be reached",
        VimErrorCause.NOT_SUPPORTED => "The VIM cannot do this",
        _ => "The VIM failed",
    };
}
