using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>A property, attribute or parameter as defined (TOSCA 1.3 §3.6.10 to §3.6.14).</summary>
internal sealed record PropertySchema(ValueSchema Value, bool Required, YNode? Default, YNode Declared)
{
    public string Type => Value.Type;

    public string? EntryType => Value.Entry?.Type;

    /// <summary>The constraints as written where the property was last defined.</summary>
    public IReadOnlyList<YNode> Constraints { get; } = Declared["constraints"]?.Items ?? [];

    public static PropertySchema Read(YNode node, bool requiredUnlessSaid = true)
    {
        var required = node["required"]?.Text is { } text && YamlJson.TryBool(text, out var b) ? b : requiredUnlessSaid;
        return new PropertySchema(ValueSchema.Read(node), required, node["default"], node);
    }

    /// <summary>
    /// A definition over the inherited one (TOSCA 1.3 §3.6.10.4): what it does not say stays as it was, constraints of both hold.
    /// </summary>
    public PropertySchema Refine(PropertySchema inherited)
    {
        var kept = Declared["type"] is null;
        if (!kept && !string.Equals(Type, inherited.Type, StringComparison.Ordinal))
        {
            return this with { Default = Default };
        }

        return this with
        {
            Required = Declared["required"] is null && kept ? inherited.Required : Required,
            Default = Default ?? inherited.Default,
            Value = new ValueSchema(
                inherited.Type,
                Value.Key ?? inherited.Value.Key,
                Value.Entry ?? inherited.Value.Entry,
                inherited.Value.Clauses.Count == 0 ? Value.Clauses : Value.Clauses.Count == 0 ? inherited.Value.Clauses : [.. inherited.Value.Clauses, .. Value.Clauses]),
        };
    }
}
