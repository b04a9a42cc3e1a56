namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>Where a packet went.</summary>
public sealed record TraceResult
{
    /// <summary>Edge ports where it left the network, <c>device/port</c>.</summary>
    public required IReadOnlyList<string> Exits { get; init; }

    /// <summary>Every device on the way with the rule that matched.</summary>
    public required IReadOnlyList<TraceStep> Steps { get; init; }

    /// <summary>Why it was lost; null when it came out.</summary>
    public string? Dropped { get; init; }

    /// <summary>VLAN tags it carried when it left, outermost first.</summary>
    public IReadOnlyList<int> Vlans { get; init; } = [];
}
