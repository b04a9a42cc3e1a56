namespace NfvOrchestrator.Vim;

/// <summary>An address of a port.</summary>
/// <param name="PortKey">Key of the port.</param>
/// <param name="Address">The IP address.</param>
/// <param name="MacAddress">MAC address of the port.</param>
/// <param name="SubnetId">The VIM's identifier of the subnet; absent for a network without subnets.</param>
public sealed record VimAddress(string PortKey, string Address, string MacAddress, string? SubnetId);
