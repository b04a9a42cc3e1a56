using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>A relationship template (TOSCA 1.3 §3.8.4).</summary>
internal sealed record RelationshipTemplate(string Name, ToscaType Type, YNode Body, YNode At);
