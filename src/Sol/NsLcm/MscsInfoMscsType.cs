using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of MSCS information MSCS type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<MscsInfoMscsType>))]
public enum MscsInfoMscsType
{
    /// <summary>L2vpn.</summary>
    L2VPN,

    /// <summary>L3vpn.</summary>
    L3VPN,
}
