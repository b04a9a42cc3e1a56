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

    /// <summary>MAC address that was asked for.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Guaranteed bandwidth in bit/s; null: none.</summary>
    public long? BandwidthBps { get; init; }
}
