using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>One YAML file of the package, parsed.</summary>
internal sealed record SourceFile(string Path, YNode Root);
