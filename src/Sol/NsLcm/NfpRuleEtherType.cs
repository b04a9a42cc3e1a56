using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of NFP rule ether type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NfpRuleEtherType>))]
public enum NfpRuleEtherType
{
    /// <summary>Ipv4.</summary>
    IPV4,

    /// <summary>Ipv6.</summary>
    IPV6,
}
