using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Direction of a security group rule.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimSecurityDirection>))]
public enum VimSecurityDirection
{
    /// <summary>To the server.</summary>
    INGRESS,

    /// <summary>From the server.</summary>
    EGRESS,
}
