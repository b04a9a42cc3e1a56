namespace NfvOrchestrator.Tosca.Model;

/// <summary>Addresses a connection point wants on one layer.</summary>
public sealed record CpAddressing
{
    /// <summary>The layer, e.g. <c>ipv4</c>.</summary>
    public string? AssociatedLayerProtocol { get; init; }

    /// <summary>True: a MAC address is assigned by the management; null: not said.</summary>
    public bool? MacAddressAssignment { get; init; }

    /// <summary>True: an IP address is assigned by the management; null: not said.</summary>
    public bool? IpAddressAssignment { get; init; }

    /// <summary>Whether a floating IP is wanted.</summary>
    public bool FloatingIpActivated { get; init; }

    /// <summary><c>ipv4</c> or <c>ipv6</c>.</summary>
    public string? IpAddressType { get; init; }

    /// <summary>How many addresses.</summary>
    public int? NumberOfIpAddress { get; init; }

    /// <summary>Fixed addresses from the VNF package.</summary>
    public IReadOnlyList<string> FixedIpAddresses { get; init; } = [];
}
