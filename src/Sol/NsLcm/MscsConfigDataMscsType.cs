using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of MSCS config data MSCS type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<MscsConfigDataMscsType>))]
public enum MscsConfigDataMscsType
{
    /// <summary>L2.</summary>
    L2,

    /// <summary>L3.</summary>
    L3,
}
