using System.Globalization;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>A group of the template.</summary>
internal sealed record Group(string Name, ToscaType Type, YNode Body, YNode At, IReadOnlyList<YNode> Members);
