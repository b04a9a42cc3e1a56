namespace NfvOrchestrator.Sdn.Topologies;

/// <summary>One direction of a cable between two devices. A cable is two links.</summary>
public sealed record NetworkLink
{
    /// <summary><c>srcDevice/srcPort-dstDevice/dstPort</c>; stable for the life of the cable.</summary>
    public required string Id { get; init; }

    /// <summary>Where traffic leaves the first device.</summary>
    public required ConnectPoint Src { get; init; }

    /// <summary>Where it enters the second.</summary>
    public required ConnectPoint Dst { get; init; }

    /// <summary>Capacity of this direction, bit/s.</summary>
    public required long CapacityBps { get; init; }

    /// <summary>One-way latency, µs; 0 when the controller does not know it.</summary>
    public required long LatencyMicros { get; init; }

    /// <summary>Whether it carries traffic; a link the controller lost stays listed as DOWN.</summary>
    public required NetworkState State { get; init; }

    /// <summary>Measured load of this direction, percent of the capacity; null before two samples.</summary>
    public double? UtilizationPercent { get; init; }

    /// <summary>Sum of the bandwidth of the paths that this adapter has programmed over it, bit/s.</summary>
    public long ReservedBps { get; init; }

    /// <summary>The id of a link from its ends.</summary>
    public static string IdOf(ConnectPoint src, ConnectPoint dst) => $"{src}-{dst}";
}
