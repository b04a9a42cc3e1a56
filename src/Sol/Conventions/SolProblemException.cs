namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Carries a <see cref="SolProblem"/> to the middleware that answers with it.</summary>
public sealed class SolProblemException : Exception
{
    /// <summary>Wraps a problem.</summary>
    public SolProblemException(SolProblem problem, Exception? inner = null)
        : base(problem?.Problem.Detail, inner) => Problem = problem ?? SolProblem.Internal("An error without a description.");

    /// <summary>An internal error with this message.</summary>
    public SolProblemException(string message)
        : this(SolProblem.Internal(message))
    {
    }

    /// <summary>An internal error with this message and cause.</summary>
    public SolProblemException(string message, Exception inner)
        : this(SolProblem.Internal(message), inner)
    {
    }

    /// <summary>An internal error without a message.</summary>
    public SolProblemException()
        : this(SolProblem.Internal("An error without a description."))
    {
    }

    /// <summary>What to answer.</summary>
    public SolProblem Problem { get; }
}
