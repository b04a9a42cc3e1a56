using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Segmentation technology of a network.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimNetworkType>))]
public enum VimNetworkType
{
    /// <summary>VXLAN overlay.</summary>
    VXLAN,

    /// <summary>IEEE 802.1Q VLAN.</summary>
    VLAN,

    /// <summary>Untagged.</summary>
    FLAT,
}
