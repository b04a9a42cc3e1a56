namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A subnet of a network.</summary>
/// <param name="Cidr">For example <c>10.20.0.0/24</c>; null: the VIM chooses.</param>
/// <param name="IpVersion">4 or 6.</param>
/// <param name="Dhcp">Whether addresses are handed out.</param>
/// <param name="GatewayIp">Null: none asked for.</param>
public sealed record SubnetSpec(string? Cidr, int IpVersion, bool Dhcp, string? GatewayIp)
{
    /// <summary>Ranges to draw addresses from, as <c>first-last</c>; null: the whole block.</summary>
    public IReadOnlyList<string>? Pools { get; init; }

    /// <summary>How guests get IPv6 addresses: <c>SLAAC</c>, <c>DHCPV6_STATEFUL</c> or <c>DHCPV6_STATELESS</c>; null: as the VIM likes.</summary>
    public string? Ipv6Mode { get; init; }

    /// <summary>Whether a subnet like this can be changed into the other while it lives: its gateway and whether it serves DHCP, nothing else.</summary>
    public bool CanBecome(SubnetSpec target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Cidr == target.Cidr && IpVersion == target.IpVersion && Ipv6Mode == target.Ipv6Mode && (Pools ?? []).SequenceEqual(target.Pools ?? [], StringComparer.Ordinal);
    }
}
