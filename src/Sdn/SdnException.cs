using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sdn;

/// <summary>A request to an SDN adapter, or of an adapter to its controller, did not succeed.</summary>
public sealed class SdnException(ProblemDetails problem, Exception? inner = null) : Exception(problem.Detail, inner)
{
    /// <summary>What went wrong, for a person and with its HTTP status.</summary>
    public ProblemDetails Problem { get; } = problem;

    /// <summary>HTTP status: 404 unknown, 409 in conflict with another path, 422 not realisable, 502/503/504 controller not answering.</summary>
    public int Status => Problem.Status;

    /// <summary>Whether the same request may succeed later without being changed.</summary>
    public bool Transient => Status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>An error from its parts.</summary>
    public static SdnException Of(int status, string title, string detail, Exception? inner = null)
        => new(new ProblemDetails { Status = status, Title = title, Detail = detail }, inner);
}
