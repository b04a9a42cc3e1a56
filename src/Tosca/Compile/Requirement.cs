using System.Globalization;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>A requirement of a node template, short or extended form.</summary>
internal sealed record Requirement(string Name, string? Target, string? Capability, YNode At);
