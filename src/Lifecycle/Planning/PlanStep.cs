using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>One step of a plan: one action on one resource.</summary>
public sealed record PlanStep
{
    /// <summary>Unique within the plan, for example <c>create:compute/upf_dp/1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What to do.</summary>
    public required StepAction Action { get; init; }

    /// <summary>The resource: as it shall be (create, update), as it is (delete).</summary>
    public required ResourceNode Node { get; init; }

    /// <summary>Steps that must have succeeded before this one starts.</summary>
    public required IReadOnlyList<string> DependsOn { get; init; }
}
