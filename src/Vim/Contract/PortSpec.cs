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

    /// <summary>
    /// Keys of security groups of ours, or the VIM's identifiers or names. With <see cref="PortSecurity"/> off the list must be empty.
    /// Empty with it on means the VIM's default group.
    /// </summary>
    public IReadOnlyList<string> SecurityGroups { get; set; } = [];

    /// <summary>Anti-spoofing and security groups on.</summary>
    public bool PortSecurity { get; set; } = true;

    /// <summary>Further addresses the server may send from: an address or a block, optionally <c>,</c> and a MAC address (allowed address pairs).</summary>
    public IReadOnlyList<string> AllowedAddresses { get; set; } = [];

    /// <summary>Bandwidth of this port.</summary>
    public VimQos? Bandwidth { get; init; }

    /// <summary>Makes the port the parent of a trunk with these ports on it.</summary>
    public IReadOnlyList<VimSubPort> SubPorts { get; set; } = [];

    /// <summary>Address of an outer network for the port; goes with the port.</summary>
    public VimFloatingIp? FloatingIp { get; init; }
}
