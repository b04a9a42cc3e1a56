namespace NfvOrchestrator.Sol.Common;

/// <summary>IP address range (SOL003 §4.4).</summary>
public sealed record IpAddressRange
{
    /// <summary>Min address.</summary>
    public required string MinAddress { get; init; }

    /// <summary>Max address.</summary>
    public required string MaxAddress { get; init; }
}
