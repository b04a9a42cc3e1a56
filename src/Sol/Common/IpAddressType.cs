using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of IP address type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<IpAddressType>))]
public enum IpAddressType
{
    /// <summary>Ipv4.</summary>
    IPV4,

    /// <summary>Ipv6.</summary>
    IPV6,
}
