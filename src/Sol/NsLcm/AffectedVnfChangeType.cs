using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of affected VNF change type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedVnfChangeType>))]
public enum AffectedVnfChangeType
{
    /// <summary>Add.</summary>
    ADD,

    /// <summary>Remove.</summary>
    REMOVE,

    /// <summary>Instantiate.</summary>
    INSTANTIATE,

    /// <summary>Terminate.</summary>
    TERMINATE,

    /// <summary>Scale.</summary>
    SCALE,

    /// <summary>Change flavour.</summary>
    CHANGE_FLAVOUR,

    /// <summary>Heal.</summary>
    HEAL,

    /// <summary>Operate.</summary>
    OPERATE,

    /// <summary>Modify information.</summary>
    MODIFY_INFORMATION,

    /// <summary>Change external vnf connectivity.</summary>
    CHANGE_EXTERNAL_VNF_CONNECTIVITY,

    /// <summary>Change vnfpkg.</summary>
    CHANGE_VNFPKG,
}
