using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>An operation of the lifecycle interface.</summary>
public sealed record LifecycleOperation
{
    /// <summary>Name of the interface, e.g. <c>Vnflcm</c>.</summary>
    public required string Interface { get; init; }

    /// <summary>Operation, e.g. <c>instantiate_start</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Primary artifact that implements it, or null.</summary>
    public string? Implementation { get; init; }

    /// <summary>Names of further artifacts it needs.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>The artifact behind <see cref="Implementation"/>, or null.</summary>
    public LifecycleArtifact? Artifact { get; init; }

    /// <summary>The artifacts behind <see cref="Dependencies"/>, in order.</summary>
    public IReadOnlyList<LifecycleArtifact> DependencyArtifacts { get; init; } = [];

    /// <summary>Longest time the implementation may take, in seconds; null = not said.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Inputs as written (functions known only at run time stay functions), or null.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>additionalParams that the operation takes: members of the data type of its input <c>additional_parameters</c>.</summary>
    public IReadOnlyList<ParameterDeclaration> AdditionalParameters { get; init; } = [];
}
