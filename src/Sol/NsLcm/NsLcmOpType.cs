using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of NS LCM operation type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NsLcmOpType>))]
public enum NsLcmOpType
{
    /// <summary>Instantiate.</summary>
    INSTANTIATE,

    /// <summary>Scale.</summary>
    SCALE,

    /// <summary>Update.</summary>
    UPDATE,

    /// <summary>Terminate.</summary>
    TERMINATE,

    /// <summary>Heal.</summary>
    HEAL,
}
