using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>An imperative workflow of a service template, as written (TOSCA 1.3 §3.9.1).</summary>
public sealed record ImperativeWorkflow
{
    /// <summary>Name of the workflow.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Parameters that it takes, by name.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>What must hold before it starts.</summary>
    public JsonElement? Preconditions { get; init; }

    /// <summary>Its steps in the order written; what follows on what is in the steps.</summary>
    public IReadOnlyList<WorkflowStep> Steps { get; init; } = [];
}
