using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>A capability or requirement slot that a node type declares.</summary>
/// <param name="Name">Symbolic name.</param>
/// <param name="Type">The capability type: offered, or required.</param>
/// <param name="NodeType">The node type that a requirement asks for.</param>
/// <param name="MinOccurrences">Fewest uses.</param>
/// <param name="Declared">Where it is defined.</param>
internal sealed record Slot(string Name, string? Type, string? NodeType, int MinOccurrences, YNode Declared)
{
    /// <summary>Most uses; null when unbounded.</summary>
    public int? MaxOccurrences { get; init; }

    /// <summary>The relationship type of a requirement.</summary>
    public string? Relationship { get; init; }

    /// <summary>Node types that may connect to a capability; empty for any.</summary>
    public IReadOnlyList<string> ValidSourceTypes { get; init; } = [];

    /// <summary>A capability: offered once or more unless said otherwise.</summary>
    public static Slot Capability(string name, YNode node, Slot? inherited) => node is YScalar
        ? new Slot(name, node.Text, null, 0, node)
        : new Slot(name, node["type"]?.Text ?? inherited?.Type, null, 0, node)
        {
            ValidSourceTypes = node["valid_source_types"]?.Items.Select(i => i.Text).OfType<string>().ToList() ?? inherited?.ValidSourceTypes ?? [],
        };

    /// <summary>A requirement: exactly once unless said otherwise (TOSCA 1.3 §3.7.3).</summary>
    public static Slot Requirement(string name, YNode node)
    {
        var (min, max) = Occurrences(node["occurrences"]);
        return new Slot(name, node is YScalar ? node.Text : node["capability"]?.Text, node["node"]?.Text, min, node)
        {
            MaxOccurrences = max,
            Relationship = node["relationship"] is YMap relationship ? relationship["type"]?.Text : node["relationship"]?.Text,
        };
    }

    private static (int Min, int? Max) Occurrences(YNode? node) => node switch
    {
        null => (1, 1),
        _ when ToscaScalars.TryRange(node, out var low, out var high) => ((int)Math.Clamp(low, 0, int.MaxValue), high is { } h ? (int)Math.Clamp(h, 0, int.MaxValue) : null),
        _ => (node.Items is [{ Text: { } text }, ..] && int.TryParse(text, out var n) ? n : 1, null),
    };
}
