namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A subnet of a network.</summary>
/// <param name="Cidr">For example <c>10.20.0.0/24</c>; null: the VIM chooses.</param>
/// <param name="IpVersion">4 or 6.</param>
/// <param name="Dhcp">Whether addresses are handed out.</param>
/// <param name="GatewayIp">Null: none asked for.</param>
public sealed record SubnetSpec(string? Cidr, int IpVersion, bool Dhcp, string? GatewayIp);
