using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>Schema of a property, attribute, parameter or list entry.</summary>
internal sealed record PropertySchema(string Type, bool Required, YNode? Default, string? EntryType, IReadOnlyList<YNode> Constraints, IReadOnlyList<YNode> EntryConstraints, YNode Declared)
{
    public static PropertySchema Read(YNode node, bool requiredUnlessSaid = true)
    {
        var entry = node["entry_schema"];
        var required = node["required"]?.Text is { } text && YamlJson.TryBool(text, out var b) ? b : requiredUnlessSaid;
        return new PropertySchema(
            node["type"]?.Text ?? "string",
            required,
            node["default"],
            entry is YScalar ? entry.Text : entry?["type"]?.Text,
            node["constraints"]?.Items ?? [],
            entry?["constraints"]?.Items ?? [],
            node);
    }
}
