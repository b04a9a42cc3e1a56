using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of NFP rule protocol (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NfpRuleProtocol>))]
public enum NfpRuleProtocol
{
    /// <summary>Tcp.</summary>
    TCP,

    /// <summary>Udp.</summary>
    UDP,

    /// <summary>Icmp.</summary>
    ICMP,
}
