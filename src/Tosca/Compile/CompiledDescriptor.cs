using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>What came out of a compilation.</summary>
internal sealed record CompiledDescriptor(PackageKind Kind, VnfDescriptor? Vnf, NsDescriptor? Ns, PnfDescriptor? Pnf);
