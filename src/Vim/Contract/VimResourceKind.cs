using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Kinds of virtualised resources an adapter manages. The JSON and URL spelling is the camel-case name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimResourceKind>))]
public enum VimResourceKind
{
    /// <summary>A layer-2 network with its subnets.</summary>
    [JsonStringEnumMemberName("network")]
    Network,

    /// <summary>An attachment point on a network.</summary>
    [JsonStringEnumMemberName("port")]
    Port,

    /// <summary>A block storage volume.</summary>
    [JsonStringEnumMemberName("storage")]
    Storage,

    /// <summary>A placement group of servers (server group).</summary>
    [JsonStringEnumMemberName("affinityGroup")]
    AffinityGroup,

    /// <summary>A server (virtualisation container).</summary>
    [JsonStringEnumMemberName("compute")]
    Compute,

    /// <summary>A software image.</summary>
    [JsonStringEnumMemberName("image")]
    Image,

    /// <summary>A set of packet filter rules.</summary>
    [JsonStringEnumMemberName("securityGroup")]
    SecurityGroup,

    /// <summary>The content of a server's disk or of a volume at one moment.</summary>
    [JsonStringEnumMemberName("snapshot")]
    Snapshot,
}
