using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of forwarding behaviour input parameters algortihm name (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ForwardingBehaviourInputParametersAlgortihmName>))]
public enum ForwardingBehaviourInputParametersAlgortihmName
{
    /// <summary>Round robin.</summary>
    ROUND_ROBIN,

    /// <summary>Least connection.</summary>
    LEAST_CONNECTION,

    /// <summary>Least traffic.</summary>
    LEAST_TRAFFIC,

    /// <summary>Least response time.</summary>
    LEAST_RESPONSE_TIME,

    /// <summary>Chained failover.</summary>
    CHAINED_FAILOVER,

    /// <summary>Source ip hash.</summary>
    SOURCE_IP_HASH,

    /// <summary>Source mac hash.</summary>
    SOURCE_MAC_HASH,
}
