namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>No answer in time; whether the request had an effect is not known.</summary>
/// <param name="url">What was asked.</param>
/// <param name="requestId">The identifier that the adapter gave the request: the service's log has it.</param>
/// <param name="inner">The cancellation.</param>
internal sealed class LateException(string url, string? requestId, Exception inner) : Exception("no answer in time", inner)
{
    public string Url { get; } = url;

    public string? RequestId { get; } = requestId;
}
