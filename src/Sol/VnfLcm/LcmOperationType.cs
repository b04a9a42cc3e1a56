using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of LCM operation type (SOL003 §5.5.4.5).</summary>
[JsonConverter(typeof(SolEnumConverter<LcmOperationType>))]
public enum LcmOperationType
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

    /// <summary>Modify info.</summary>
    MODIFY_INFO,

    /// <summary>Create snapshot.</summary>
    CREATE_SNAPSHOT,

    /// <summary>Revert to snapshot.</summary>
    REVERT_TO_SNAPSHOT,

    /// <summary>Change vnfpkg.</summary>
    CHANGE_VNFPKG,
}
