namespace NfvOrchestrator.Tosca.Model;

/// <summary>A range of L4 ports, both ends included.</summary>
/// <param name="First">First.</param>
/// <param name="Last">Last.</param>
public sealed record PortRange(int First, int Last);
