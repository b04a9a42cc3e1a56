using System.Globalization;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>A policy of the template.</summary>
internal sealed record Policy(string Name, ToscaType Type, YNode Body, YNode At, bool Misplaced, IReadOnlyList<YNode> Targets)
{
    public YNode? this[string property] => Body.At("properties", property) ?? Type.Properties.GetValueOrDefault(property)?.Default;
}
