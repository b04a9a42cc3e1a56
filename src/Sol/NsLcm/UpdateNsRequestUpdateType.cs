using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of update NS request update type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<UpdateNsRequestUpdateType>))]
public enum UpdateNsRequestUpdateType
{
    /// <summary>Add vnf.</summary>
    ADD_VNF,

    /// <summary>Remove vnf.</summary>
    REMOVE_VNF,

    /// <summary>Instantiate vnf.</summary>
    INSTANTIATE_VNF,

    /// <summary>Change vnf df.</summary>
    CHANGE_VNF_DF,

    /// <summary>Operate vnf.</summary>
    OPERATE_VNF,

    /// <summary>Modify vnf information.</summary>
    MODIFY_VNF_INFORMATION,

    /// <summary>Change external vnf connectivity.</summary>
    CHANGE_EXTERNAL_VNF_CONNECTIVITY,

    /// <summary>Change vnfpkg.</summary>
    CHANGE_VNFPKG,

    /// <summary>Add sap.</summary>
    [JsonStringEnumMemberName("ADD SAP")]
    ADD_SAP,

    /// <summary>Remove sap.</summary>
    REMOVE_SAP,

    /// <summary>Add nested ns.</summary>
    ADD_NESTED_NS,

    /// <summary>Remove nested ns.</summary>
    REMOVE_NESTED_NS,

    /// <summary>Assoc new nsd version.</summary>
    ASSOC_NEW_NSD_VERSION,

    /// <summary>Move vnf.</summary>
    MOVE_VNF,

    /// <summary>Add vnffg.</summary>
    ADD_VNFFG,

    /// <summary>Remove vnffg.</summary>
    REMOVE_VNFFG,

    /// <summary>Update vnffg.</summary>
    UPDATE_VNFFG,

    /// <summary>Change ns df.</summary>
    CHANGE_NS_DF,

    /// <summary>Add pnf.</summary>
    ADD_PNF,

    /// <summary>Modify pnf.</summary>
    MODIFY_PNF,

    /// <summary>Remove pnf.</summary>
    REMOVE_PNF,

    /// <summary>Create vnf snapshot.</summary>
    CREATE_VNF_SNAPSHOT,

    /// <summary>Revert vnf to snapshot.</summary>
    REVERT_VNF_TO_SNAPSHOT,

    /// <summary>Delete vnf snapshot info.</summary>
    DELETE_VNF_SNAPSHOT_INFO,

    /// <summary>Modify wan connection info.</summary>
    MODIFY_WAN_CONNECTION_INFO,

    /// <summary>Create ns virtual link.</summary>
    CREATE_NS_VIRTUAL_LINK,

    /// <summary>Delete ns virtual link.</summary>
    DELETE_NS_VIRTUAL_LINK,
}
