namespace NfvOrchestrator.Tosca.Model;

/// <summary>From which package and flavour to which package a change leads (SOL001 VnfPackageChangeSelector).</summary>
/// <param name="SourceDescriptorId">vnfdId of the instance before.</param>
/// <param name="DestinationDescriptorId">vnfdId of the instance after.</param>
/// <param name="SourceFlavourId">Flavour of the instance before.</param>
public sealed record VnfPackageChangeSelector(string SourceDescriptorId, string DestinationDescriptorId, string SourceFlavourId);
