namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>One thing that a security group lets through.</summary>
/// <param name="Egress">From the server; false: to it.</param>
/// <param name="IpVersion">4 or 6.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>sctp</c>, <c>icmp</c>, <c>icmpv6</c> or the number of an IP protocol; null: any.</param>
/// <param name="PortMin">First port; null: all ports.</param>
/// <param name="PortMax">Last port.</param>
public sealed record SecurityRuleSpec(bool Egress, int IpVersion, string? Protocol, int? PortMin, int? PortMax);
