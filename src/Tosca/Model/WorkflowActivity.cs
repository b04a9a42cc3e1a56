using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>An activity of a workflow step (TOSCA 1.3 §3.6.23).</summary>
public sealed record WorkflowActivity
{
    /// <summary><c>delegate</c>, <c>set_state</c>, <c>call_operation</c> or <c>inline</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The state, the operation (<c>interface.operation</c>) or the workflow.</summary>
    public string? Name { get; init; }

    /// <summary>Values for the inputs of the operation or workflow, by name.</summary>
    public JsonElement? Inputs { get; init; }
}
