using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>A step of an imperative workflow (TOSCA 1.3 §3.6.26).</summary>
public sealed record WorkflowStep
{
    /// <summary>Name of the step.</summary>
    public required string Name { get; init; }

    /// <summary>The node or group it works on.</summary>
    public string? Target { get; init; }

    /// <summary>The requirement of the target whose relationship it works on.</summary>
    public string? TargetRelationship { get; init; }

    /// <summary>Where operations run: SELF, HOST, SOURCE, TARGET or ORCHESTRATOR.</summary>
    public string? OperationHost { get; init; }

    /// <summary>Constraints on attributes that must hold, as written.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>What it does, in order.</summary>
    public IReadOnlyList<WorkflowActivity> Activities { get; init; } = [];

    /// <summary>Steps that follow when it succeeds.</summary>
    public IReadOnlyList<string> OnSuccess { get; init; } = [];

    /// <summary>Steps that follow when it fails.</summary>
    public IReadOnlyList<string> OnFailure { get; init; } = [];
}
