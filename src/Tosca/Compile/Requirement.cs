using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>A requirement of a node template, short or extended form.</summary>
/// <param name="Name">The requirement.</param>
/// <param name="Target">The node template that satisfies it, by name or chosen by type and filter; or the type it asks for.</param>
/// <param name="Capability">The capability of the target, by name or type.</param>
/// <param name="At">Where it is written.</param>
internal sealed record Requirement(string Name, string? Target, string? Capability, YNode At)
{
    /// <summary>The relationship: name of a template or type, short or extended form.</summary>
    public YNode? Relationship { get; init; }

    /// <summary>What a target chosen by the orchestrator must have.</summary>
    public NodeFilter? Filter { get; init; }
}
