using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Execution;

/// <summary>An operation cannot be started (grant refused, no capacity, descriptor gone): nothing was changed, the occurrence becomes ROLLED_BACK with this problem.</summary>
public sealed class LifecycleRejectedException(ProblemDetails problem, Exception? inner = null) : Exception(problem.Detail, inner)
{
    /// <summary>What was wrong and what can be done.</summary>
    public ProblemDetails Problem { get; } = problem;
}
