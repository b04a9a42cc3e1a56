using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of MSCS endpoint information directionality (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<MscsEndpointInfoDirectionality>))]
public enum MscsEndpointInfoDirectionality
{
    /// <summary>Inbound.</summary>
    INBOUND,

    /// <summary>Outbound.</summary>
    OUTBOUND,

    /// <summary>Both.</summary>
    BOTH,
}
