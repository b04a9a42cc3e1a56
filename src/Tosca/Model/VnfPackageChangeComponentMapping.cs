namespace NfvOrchestrator.Tosca.Model;

/// <summary>A component of the source package and the one that takes its place (SOL001 VnfPackageChangeComponentMapping).</summary>
/// <param name="ComponentType"><c>VDU</c>, <c>CP</c>, <c>VIRTUAL_LINK</c>, <c>VIRTUAL_STORAGE</c>, <c>DEPLOYMENT_FLAVOUR</c>, <c>INSTANTIATION_LEVEL</c> or <c>SCALING_ASPECT</c>.</param>
/// <param name="SourceId">Id in the source.</param>
/// <param name="DestinationId">Id in the destination.</param>
/// <param name="Description">For people.</param>
public sealed record VnfPackageChangeComponentMapping(string ComponentType, string SourceId, string DestinationId, string? Description);
