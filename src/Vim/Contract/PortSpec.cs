using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>An attachment point. Everything but the network, the MAC address and the vNIC type may change while it lives.</summary>
public sealed record PortSpec : VimResourceSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override VimResourceKind Kind => VimResourceKind.Port;

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Key of a network of the same tenant and account, or else the VIM's own identifier of a network.</summary>
    public required string NetworkRef { get; init; }

    /// <summary>Addresses wanted; empty lets the VIM draw one from every subnet's pool.</summary>
    public IReadOnlyList<VimFixedIp> FixedIps { get; set; } = [];

    /// <summary>MAC address wanted, <c>aa:bb:cc:dd:ee:ff</c>.</summary>
    public string? MacAddress { get; init; }

    /// <summary>How the port reaches the server.</summary>
    public VimVnicType VnicType { get; set; } = VimVnicType.NORMAL;

    /// <summary>Security groups by VIM identifier or name. With <see cref="PortSecurity"/> off the list must be empty.</summary>
    public IReadOnlyList<string> SecurityGroups { get; set; } = [];

    /// <summary>Anti-spoofing and security groups on.</summary>
    public bool PortSecurity { get; set; } = true;

    /// <summary>Further addresses the server may send from (CIDR).</summary>
    public IReadOnlyList<string> AllowedAddresses { get; set; } = [];

    /// <summary>Bandwidth of this port.</summary>
    public VimQos? Bandwidth { get; init; }
}
