using System.Net;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>A request to another SOL service failed: it answered with an error, did not answer in time, or could not be reached.</summary>
public sealed class SolRequestException : Exception
{
    /// <summary>Describes a failed request.</summary>
    /// <param name="message">What failed, on what, why.</param>
    /// <param name="status">Status of the answer; null when there was none.</param>
    /// <param name="problem">Body of the answer, when it was a problem.</param>
    /// <param name="url">What was asked.</param>
    /// <param name="retryAfter">When the service says to try again.</param>
    /// <param name="inner">Cause below.</param>
    public SolRequestException(string message, HttpStatusCode? status, ProblemDetails? problem, Uri? url, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner)
    {
        Status = status;
        Problem = problem;
        Url = url;
        RetryAfter = retryAfter;
    }

    /// <summary>A failure with a message only.</summary>
    public SolRequestException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with a message and a cause.</summary>
    public SolRequestException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>A failure without a message.</summary>
    public SolRequestException()
    {
    }

    /// <summary>Status of the answer; null when there was none (time-out, no connection).</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The problem in the answer.</summary>
    public ProblemDetails? Problem { get; }

    /// <summary>What was asked.</summary>
    public Uri? Url { get; }

    /// <summary>When the service says to try again.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Trying again later may help: no answer, 408, 429, 502, 503 or 504.</summary>
    public bool IsTransient => Status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
