using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>How guests get their IPv6 addresses.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimIpv6Mode>))]
public enum VimIpv6Mode
{
    /// <summary>Address and options by DHCPv6.</summary>
    DHCPV6_STATEFUL,

    /// <summary>Address from the router's announcement, options by DHCPv6.</summary>
    DHCPV6_STATELESS,

    /// <summary>Address from the router's announcement.</summary>
    SLAAC,
}
