using System.Text.Json;

namespace NfvOrchestrator.Execution;

/// <summary>Members that the error of a stopped operation has besides those of RFC 9457: for software that decides what to do next.</summary>
internal sealed record LifecycleExplanation
{
    /// <summary>Most steps that are listed.</summary>
    public const int MaxSteps = 50;

    /// <summary>What failed.</summary>
    public required IReadOnlyList<FailedStep> FailedSteps { get; init; }

    /// <summary>What had been done, and is kept.</summary>
    public required IReadOnlyList<string> DoneSteps { get; init; }

    /// <summary>How many steps had been done.</summary>
    public required int StepsDone { get; init; }

    /// <summary>How many steps the plan has.</summary>
    public required int StepsInPlan { get; init; }

    /// <summary>Tasks of the occurrence that are legal now.</summary>
    public required IReadOnlyList<string> LegalActions { get; init; }

    /// <summary>As members of a ProblemDetails.</summary>
    public IDictionary<string, JsonElement> AsExtensions()
        => JsonSerializer.SerializeToElement(this, ExecutionJsonContext.Default.LifecycleExplanation).EnumerateObject().ToDictionary(m => m.Name, m => m.Value.Clone(), StringComparer.Ordinal);
}
