namespace NfvOrchestrator.Placement.Capacity;

/// <summary>One demand at its place.</summary>
public sealed record ReservationLine
{
    /// <summary>The demand (resource definition or logical resource id), unique within the owner.</summary>
    public required string Key { get; init; }

    /// <summary>The VIM.</summary>
    public required string VimId { get; init; }

    /// <summary>The zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The host it is expected on; null when the zone shows no hosts or the resource is not bound to one.</summary>
    public string? HostId { get; init; }

    /// <summary>How much.</summary>
    public required ResourceAmounts Amounts { get; init; }
}
