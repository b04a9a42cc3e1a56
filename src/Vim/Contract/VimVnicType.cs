using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>How a port reaches the server (the vNIC types of VIMs, SOL001 <c>virtual_network_interface_requirements</c>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimVnicType>))]
public enum VimVnicType
{
    /// <summary>Virtio through the virtual switch.</summary>
    NORMAL,

    /// <summary>SR-IOV virtual function.</summary>
    DIRECT,

    /// <summary>Whole physical function.</summary>
    DIRECT_PHYSICAL,

    /// <summary>macvtap over an SR-IOV virtual function.</summary>
    MACVTAP,

    /// <summary>virtio forwarder (SmartNIC).</summary>
    VIRTIO_FORWARDER,
}
