using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Descriptors;

/// <summary>A descriptor as the VNFM keeps it: compiled once, used by every operation.</summary>
/// <param name="VnfPkgId">The package at the NFVO.</param>
/// <param name="Descriptor">The typed model.</param>
public sealed record OnboardedVnfd(string VnfPkgId, VnfDescriptor Descriptor);
