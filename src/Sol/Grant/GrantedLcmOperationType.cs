using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Grant;

/// <summary>Values of granted LCM operation type (SOL003 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<GrantedLcmOperationType>))]
public enum GrantedLcmOperationType
{
    /// <summary>Instantiate.</summary>
    INSTANTIATE,

    /// <summary>Scale.</summary>
    SCALE,

    /// <summary>Scale to level.</summary>
    SCALE_TO_LEVEL,

    /// <summary>Change flavour.</summary>
    CHANGE_FLAVOUR,

    /// <summary>Terminate.</summary>
    TERMINATE,

    /// <summary>Heal.</summary>
    HEAL,

    /// <summary>Operate.</summary>
    OPERATE,

    /// <summary>Change ext conn.</summary>
    CHANGE_EXT_CONN,

    /// <summary>Change vnfpkg.</summary>
    CHANGE_VNFPKG,

    /// <summary>Create snapshot.</summary>
    CREATE_SNAPSHOT,

    /// <summary>Revert to snapshot.</summary>
    REVERT_TO_SNAPSHOT,
}
