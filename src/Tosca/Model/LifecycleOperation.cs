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

    /// <summary>Inputs as written, or null.</summary>
    public JsonElement? Inputs { get; init; }
}
