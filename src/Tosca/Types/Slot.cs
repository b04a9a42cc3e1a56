using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>A capability or requirement slot that a node type declares.</summary>
internal sealed record Slot(string Name, string? Type, string? NodeType, int MinOccurrences, YNode Declared);
