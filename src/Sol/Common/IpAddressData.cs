namespace NfvOrchestrator.Sol.Common;

/// <summary>IP address data (SOL003 §4.4).</summary>
public sealed record IpAddressData
{
    /// <summary>Type.</summary>
    public required IpAddressType Type { get; init; }

    /// <summary>Fixed addresses.</summary>
    public IReadOnlyList<string>? FixedAddresses { get; init; }

    /// <summary>Number of dynamic addresses.</summary>
    public int? NumDynamicAddresses { get; init; }

    /// <summary>Address range.</summary>
    public IpAddressRange? AddressRange { get; init; }

    /// <summary>Identifier of the subnet.</summary>
    public string? SubnetId { get; init; }
}
