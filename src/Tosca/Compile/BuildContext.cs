using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>What every builder of a flavour works with.</summary>
internal sealed record BuildContext(ServiceTemplate Template, TypeSystem Types, ArtifactResolver Artifacts, DiagnosticBag Diagnostics);
