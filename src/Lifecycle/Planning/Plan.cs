namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>The way from what is there to what shall be: a directed acyclic graph of steps. It can be shown, granted and run.</summary>
/// <param name="Steps">The steps; an order in which every step follows those it depends on.</param>
public sealed record Plan(IReadOnlyList<PlanStep> Steps)
{
    /// <summary>Nothing to do.</summary>
    public bool IsEmpty => Steps.Count == 0;
}
