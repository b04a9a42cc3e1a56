namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>External connection points of a child VNF on one network of the service.</summary>
/// <param name="NetworkKey">Key of the network node.</param>
/// <param name="CpdIds">External CPDs of the VNFD.</param>
public sealed record ExtConnectionSpec(string NetworkKey, IReadOnlyList<string> CpdIds);
