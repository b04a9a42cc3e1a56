using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of affected NS change type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedNsChangeType>))]
public enum AffectedNsChangeType
{
    /// <summary>Add.</summary>
    ADD,

    /// <summary>Remove.</summary>
    REMOVE,

    /// <summary>Instantiate.</summary>
    INSTANTIATE,

    /// <summary>Scale.</summary>
    SCALE,

    /// <summary>Update.</summary>
    UPDATE,

    /// <summary>Heal.</summary>
    HEAL,

    /// <summary>Terminate.</summary>
    TERMINATE,
}
