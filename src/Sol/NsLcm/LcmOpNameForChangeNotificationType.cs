using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of LCM operation name for change notification type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<LcmOpNameForChangeNotificationType>))]
public enum LcmOpNameForChangeNotificationType
{
    /// <summary>Vnf instantiate.</summary>
    VNF_INSTANTIATE,

    /// <summary>Vnf scale.</summary>
    VNF_SCALE,

    /// <summary>Vnf scale to level.</summary>
    VNF_SCALE_TO_LEVEL,

    /// <summary>Vnf change flavour.</summary>
    VNF_CHANGE_FLAVOUR,

    /// <summary>Vnf terminate.</summary>
    VNF_TERMINATE,

    /// <summary>Vnf heal.</summary>
    VNF_HEAL,

    /// <summary>Vnf operate.</summary>
    VNF_OPERATE,

    /// <summary>Vnf change ext conn.</summary>
    VNF_CHANGE_EXT_CONN,

    /// <summary>Vnf modify info.</summary>
    VNF_MODIFY_INFO,

    /// <summary>Vnf create snapshot.</summary>
    VNF_CREATE_SNAPSHOT,

    /// <summary>Vnf revert to snapshot.</summary>
    VNF_REVERT_TO_SNAPSHOT,

    /// <summary>Vnf change vnfpkg.</summary>
    VNF_CHANGE_VNFPKG,

    /// <summary>Ns instantiate.</summary>
    NS_INSTANTIATE,

    /// <summary>Ns scale.</summary>
    NS_SCALE,

    /// <summary>Ns update.</summary>
    NS_UPDATE,

    /// <summary>Ns terminate.</summary>
    NS_TERMINATE,

    /// <summary>Ns heal.</summary>
    NS_HEAL,
}
