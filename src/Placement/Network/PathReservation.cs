namespace NfvOrchestrator.Placement.Network;

/// <summary>Bandwidth held for one path.</summary>
public sealed record PathReservation
{
    /// <summary>Whose it is, for example the id of a connectivity service.</summary>
    public required string Key { get; init; }

    /// <summary>Bit/s per use of a link.</summary>
    public required long BandwidthBps { get; init; }

    /// <summary>The links, as often as they are used.</summary>
    public required IReadOnlyList<string> LinkIds { get; init; }
}
