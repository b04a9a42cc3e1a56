using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>A declared parameter: an input of an operation, an extension, a metadatum, a configurable property.</summary>
public sealed record ParameterDeclaration
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>TOSCA type: <c>string</c>, <c>integer</c>, <c>list</c>, <c>map</c>, or the name of a data type (see <see cref="Members"/>).</summary>
    public required string Type { get; init; }

    /// <summary>Type of the entries of a list or map.</summary>
    public string? EntryType { get; init; }

    /// <summary>Whether a value must be given; false when there is a default.</summary>
    public bool Required { get; init; }

    /// <summary>Value when none is given, or null.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Constraint clauses as written, or null.</summary>
    public JsonElement? Constraints { get; init; }

    /// <summary>Members of a data type.</summary>
    public IReadOnlyList<ParameterDeclaration> Members { get; init; } = [];
}
