namespace NfvOrchestrator.Tosca.Model;

/// <summary>A range of addresses to hand out.</summary>
/// <param name="StartIpAddress">First.</param>
/// <param name="EndIpAddress">Last.</param>
public sealed record IpAllocationPool(string StartIpAddress, string EndIpAddress);
