namespace NfvOrchestrator.Sol.Common;

/// <summary>IP address information (SOL003 §4.4).</summary>
public sealed record IpAddressInfo
{
    /// <summary>Type.</summary>
    public required IpAddressType Type { get; init; }

    /// <summary>Addresses.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }

    /// <summary>Whether it is dynamic.</summary>
    public bool? IsDynamic { get; init; }

    /// <summary>Address range.</summary>
    public IpAddressRange? AddressRange { get; init; }

    /// <summary>Identifier of the subnet.</summary>
    public string? SubnetId { get; init; }
}
