namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A point of a forwarding path: a service access point, or a connection point of a child VNF.</summary>
/// <param name="SapId">The SAP; null for a VNF.</param>
/// <param name="VnfKey">Key of the child VNF node; null for a SAP.</param>
/// <param name="CpdId">External CPD of the VNF.</param>
public sealed record PathPointSpec(string? SapId, string? VnfKey, string? CpdId);
