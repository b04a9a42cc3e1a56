namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A port of a VNFC (SOL001 VduCp).</summary>
public sealed record PortSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Port;

    /// <summary>Key of the network node of the same instance; null when <see cref="ExternalNetworkId"/> is given.</summary>
    public string? NetworkKey { get; init; }

    /// <summary>Identifier in the VIM of a network that somebody else manages (external virtual link).</summary>
    public string? ExternalNetworkId { get; init; }

    /// <summary>The CPD it is made from.</summary>
    public required string CpdId { get; init; }

    /// <summary>The external CPD through which it is seen from outside; null for internal ports.</summary>
    public string? ExtCpdId { get; init; }

    /// <summary>The external virtual link (identifier chosen by the NFVO) it is attached to.</summary>
    public string? ExtVirtualLinkId { get; init; }

    /// <summary>virtio, direct, direct-physical, macvtap.</summary>
    public string VnicType { get; init; } = "normal";

    /// <summary>Addresses that were asked for; empty: the VIM chooses.</summary>
    public IReadOnlyList<string> FixedAddresses { get; init; } = [];

    /// <summary>Subnets (identifier or block) the VIM is to draw an address from; empty: as it likes.</summary>
    public IReadOnlyList<string> DynamicSubnets { get; init; } = [];

    /// <summary>Identifier in the VIM of a port that somebody else provided; it is used, never made or removed.</summary>
    public string? ProvidedPortId { get; init; }

    /// <summary>The consumer's identifier of that port (linkPortId).</summary>
    public string? LinkPortId { get; init; }

    /// <summary>The entry of the CP configuration (cpConfigId) the port was made for; null: none was given.</summary>
    public string? CpConfigId { get; init; }

    /// <summary>MAC address that was asked for.</summary>
    public string? MacAddress { get; init; }

    /// <summary>An address of the VIM's outer network is translated to its IPv4 address (SOL001 <c>floating_ip_activated</c>).</summary>
    public bool FloatingAddress { get; init; }

    /// <summary>Guaranteed bandwidth in bit/s; null: none.</summary>
    public long? BandwidthBps { get; init; }

    /// <summary>Key of the security group node that says what passes; null: as the VIM does with ports nobody said anything about.</summary>
    public string? SecurityGroupKey { get; init; }

    /// <summary>Nothing is filtered, foreign sender addresses neither.</summary>
    public bool Unfiltered { get; init; }

    /// <summary>Addresses or blocks, optionally with <c>,</c> and a MAC address, that the server may send from besides its own; null: none.</summary>
    public IReadOnlyList<string>? AllowedAddresses { get; init; }

    /// <summary>Ports carried on this one, which is a trunk then; null: none.</summary>
    public IReadOnlyList<SubPortSpec>? SubPorts { get; init; }

    /// <summary>Virtual addresses that are served through this port; null: none.</summary>
    public IReadOnlyList<PortVipSpec>? Vips { get; init; }

    /// <summary>The VIP CP instance whose address it reserves: no server has it. Null: it is the port of a VNFC.</summary>
    public string? VipId { get; init; }

    /// <inheritdoc/>
    public override bool IsExclusive => VipId is null;

    /// <inheritdoc/>
    /// <remarks>Addresses, filters and bandwidth change in place; the network, the MAC address and the kind of interface do not, nor does a plain port become a trunk while a server uses it.</remarks>
    public override bool CanBecome(ResourceSpec target)
        => target is PortSpec other
            && NetworkKey == other.NetworkKey
            && ExternalNetworkId == other.ExternalNetworkId
            && VnicType == other.VnicType
            && MacAddress == other.MacAddress
            && ProvidedPortId == other.ProvidedPortId
            && (SubPorts is not null || other.SubPorts is null);

    /// <inheritdoc/>
    public override ResourceSpec? Without(IReadOnlySet<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (NetworkKey is not null && keys.Contains(NetworkKey))
        {
            return null;
        }
        var group = SecurityGroupKey is not null && keys.Contains(SecurityGroupKey);
        var carried = SubPorts?.Any(s => keys.Contains(s.PortKey)) == true;
        var shared = Vips?.Any(v => v.PortKey is not null && keys.Contains(v.PortKey)) == true;
        return !group && !carried && !shared
            ? this
            : this with
            {
                SecurityGroupKey = group ? null : SecurityGroupKey,
                SubPorts = carried ? [.. SubPorts!.Where(s => !keys.Contains(s.PortKey))] : SubPorts,
                Vips = shared ? [.. Vips!.Where(v => v.PortKey is null || !keys.Contains(v.PortKey))] : Vips,
            };
    }
}
