using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>What a value must look like (TOSCA 1.3 §3.6.9 schema definition): used for properties and, nested, for entries and keys.</summary>
/// <param name="Type">Simple type or name of a data type.</param>
/// <param name="Key">Schema of the keys of a map.</param>
/// <param name="Entry">Schema of the entries of a list or map.</param>
/// <param name="Clauses">Constraints, inherited ones first.</param>
internal sealed record ValueSchema(string Type, ValueSchema? Key, ValueSchema? Entry, IReadOnlyList<ConstraintClause> Clauses)
{
    private const int MaxDepth = 20;

    /// <summary>A schema node, or only the name of a type.</summary>
    public static ValueSchema Read(YNode node, int depth = 0) => node is YScalar
        ? new ValueSchema(node.Text ?? "string", null, null, [])
        : new ValueSchema(
            node["type"]?.Text ?? "string",
            depth < MaxDepth && node["key_schema"] is { } key ? Read(key, depth + 1) : null,
            depth < MaxDepth && node["entry_schema"] is { } entry ? Read(entry, depth + 1) : null,
            ConstraintClause.ReadAll(node["constraints"]));
}
